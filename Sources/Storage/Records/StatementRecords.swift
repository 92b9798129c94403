public import Coordination

extension Records {
    public func insert(_ statement: Statement, at now: Instant) throws {
        try run(
            """
            INSERT INTO statements (id, state, created_at, record)
            VALUES (\(statement.id), \(statement.state.rawValue), \(now), \(try encode(statement)))
            """)
    }

    public func update(_ statement: Statement) throws {
        try run(
            """
            UPDATE statements SET state = \(statement.state.rawValue), record = \(try encode(statement))
            WHERE id = \(statement.id)
            """)
    }

    public func statement(_ id: Statement.ID) throws -> Statement {
        let row = try rows("SELECT record FROM statements WHERE id = \(id)").first
        return try found(row.map { try decode(Statement.self, $0) }, "statement", id.text, list: "convoke report")
    }

    public func statements() throws -> [Statement] {
        try decode(Statement.self, rows("SELECT record FROM statements ORDER BY created_at, id"))
    }

    public func save(_ partner: Partner) throws {
        try run(
            """
            INSERT INTO partners (id, state, record)
            VALUES (\(partner.id), \(partner.state.rawValue), \(try encode(partner)))
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, record = excluded.record
            """)
    }

    public func partner(_ id: Partner.ID) throws -> Partner {
        let row = try rows("SELECT record FROM partners WHERE id = \(id)").first
        return try found(row.map { try decode(Partner.self, $0) }, "partner", id.text, list: "convoke partner list")
    }

    public func partners() throws -> [Partner] {
        try decode(Partner.self, rows("SELECT record FROM partners ORDER BY id"))
    }
}
