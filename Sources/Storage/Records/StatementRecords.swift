public import Coordination

/// Joint statements, and the partners that they are published to.
public struct StatementRecords {
    let records: Records

    public func insert(_ statement: Statement, at now: Instant) throws {
        try records.run(
            """
            INSERT INTO statements (id, state, created_at, record)
            VALUES (\(statement.id), \(statement.state.rawValue), \(now),
                \(try records.seal(statement, KeyID(.statement, statement.id.text), "statements", row: statement.id.text)))
            """)
    }

    public func update(_ statement: Statement) throws {
        try records.run(
            """
            UPDATE statements SET state = \(statement.state.rawValue), record = \(try records.seal(statement, KeyID(.statement, statement.id.text), "statements", row: statement.id.text))
            WHERE id = \(statement.id)
            """)
    }

    public func one(_ id: Statement.ID) throws -> Statement {
        let row = try records.rows("SELECT id, record FROM statements WHERE id = \(id)").first
        return try records.found(
            row.map { try records.open(Statement.self, $0, .statement, "statements") }, "statement", id.text,
            list: .reportSummary)
    }

    public func all() throws -> [Statement] {
        try records.open(
            Statement.self, records.rows("SELECT id, record FROM statements ORDER BY created_at, id"), .statement,
            "statements")
    }

    public func remove(_ statement: Statement.ID, at now: Instant) throws {
        try records.destroyKey(KeyID(.statement, statement.text), at: now)
        try records.run("DELETE FROM statements WHERE id = \(statement)")
    }

    /// Takes a partner away, unless something was posted to it.
    /// - Returns: whether it is gone.
    public func remove(_ partner: Partner.ID, at now: Instant) throws -> Bool {
        guard try records.rows("SELECT id FROM envelopes WHERE partner_id = \(partner) LIMIT 1").isEmpty else {
            return false
        }
        try records.destroyKey(KeyID(.partner, partner.text), at: now)
        try records.run("DELETE FROM partners WHERE id = \(partner)")
        return true
    }

    public func save(_ partner: Partner) throws {
        try records.run(
            """
            INSERT INTO partners (id, state, record)
            VALUES (\(partner.id), \(partner.state.rawValue), 
                \(try records.seal(partner, KeyID(.partner, partner.id.text), "partners", row: partner.id.text)))
            ON CONFLICT (id) DO UPDATE SET state = excluded.state, record = excluded.record
            """)
    }

    public func partner(_ id: Partner.ID) throws -> Partner {
        let row = try records.rows("SELECT id, record FROM partners WHERE id = \(id)").first
        return try records.found(
            row.map { try records.open(Partner.self, $0, .partner, "partners") }, "partner", id.text,
            list: .partnerList)
    }

    public func partners() throws -> [Partner] {
        try records.open(
            Partner.self, records.rows("SELECT id, record FROM partners ORDER BY id"), .partner, "partners")
    }
}
