public import Coordination

extension Records {
    public func insert(_ statement: Statement, at now: Instant) throws {
        try run(
            """
            INSERT INTO statements (id, state, created_at, record)
            VALUES (\(statement.id), \(statement.state.rawValue), \(now),
                \(try seal(statement, KeyID(.statement, statement.id.text), "statements", row: statement.id.text)))
            """)
    }

    public func update(_ statement: Statement) throws {
        try run(
            """
            UPDATE statements SET state = \(statement.state.rawValue), record = \(try seal(statement, KeyID(.statement, statement.id.text), "statements", row: statement.id.text))
            WHERE id = \(statement.id)
            """)
    }

    public func statement(_ id: Statement.ID) throws -> Statement {
        let row = try rows("SELECT id, record FROM statements WHERE id = \(id)").first
        return try found(
            row.map { try open(Statement.self, $0, .statement, "statements") }, "statement", id.text,
            list: .reportSummary)
    }

    public func statements() throws -> [Statement] {
        try open(
            Statement.self, rows("SELECT id, record FROM statements ORDER BY created_at, id"), .statement, "statements")
    }

    public func save(_ partner: Partner) throws {
        try run(
            """
            INSERT INTO partners (id, state, record)
            VALUES (\(partner.id), \(partner.state.rawValue), 
                \(try seal(partner, KeyID(.partner, partner.id.text), "partners", row: partner.id.text)))
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, record = excluded.record
            """)
    }

    public func partner(_ id: Partner.ID) throws -> Partner {
        let row = try rows("SELECT id, record FROM partners WHERE id = \(id)").first
        return try found(
            row.map { try open(Partner.self, $0, .partner, "partners") }, "partner", id.text,
            list: .partnerList)
    }

    public func partners() throws -> [Partner] {
        try open(Partner.self, rows("SELECT id, record FROM partners ORDER BY id"), .partner, "partners")
    }
}
