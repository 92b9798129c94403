public import Coordination

/// Convenings and their minutes.
public struct ConveningRecords {
    let records: Records

    public func insert(_ convening: Convening, at now: Instant) throws {
        try records.run(
            """
            INSERT INTO convenings (id, blueprint_id, state, starts_at, ends_at, sequence, created_at, record)
            VALUES (\(convening.id), \(convening.blueprint), \(convening.state.rawValue), \(convening.span?.start),
                \(convening.span?.end), \(convening.sequence), \(now), \(try records.seal(convening, KeyID(.convening, convening.id.text), "convenings", row: convening.id.text)))
            """)
    }

    public func update(_ convening: Convening) throws {
        try records.run(
            """
            UPDATE convenings SET state = \(convening.state.rawValue), starts_at = \(convening.span?.start),
                ends_at = \(convening.span?.end), sequence = \(convening.sequence), record = \(try records.seal(convening, KeyID(.convening, convening.id.text), "convenings", row: convening.id.text))
            WHERE id = \(convening.id)
            """)
    }

    public func one(_ id: Convening.ID) throws -> Convening {
        let row = try records.rows("SELECT id, record FROM convenings WHERE id = \(id)").first
        return try records.found(
            row.map { try records.open(Convening.self, $0, .convening, "convenings") }, "convening", id.text,
            list: .conveningList)
    }

    /// In the order in which they were created.
    public func all() throws -> [Convening] {
        try records.open(
            Convening.self, records.rows("SELECT id, record FROM convenings ORDER BY created_at, id"), .convening,
            "convenings")
    }

    public func save(_ minutes: Minutes, of convening: Convening.ID, at now: Instant) throws {
        let sealed = try records.seal(minutes, KeyID(.convening, convening.text), "minutes", row: convening.text)
        try records.run(
            "INSERT INTO minutes (convening_id, closed_at, record) VALUES (\(convening), \(now), \(sealed))")
    }

    /// Puts changed minutes in the place of those on record.
    public func amend(_ minutes: Minutes, of convening: Convening.ID) throws {
        let sealed = try records.seal(minutes, KeyID(.convening, convening.text), "minutes", row: convening.text)
        try records.run("UPDATE minutes SET record = \(sealed) WHERE convening_id = \(convening)")
    }

    /// The minutes of a convening; `nil` before it is closed.
    public func minutes(of convening: Convening.ID) throws -> Minutes? {
        try records.rows("SELECT record FROM minutes WHERE convening_id = \(convening)").first.map { row in
            let bytes = try records.open(
                try row.bytes("record"), KeyID(.convening, convening.text), "minutes", row: convening.text)
            return try records.decode(Minutes.self, bytes)
        }
    }

    /// The other convenings that have a time and are not over or called off. Linear in those.
    public func booked(except id: Convening.ID) throws -> [Convening] {
        try records.open(
            Convening.self,
            records.rows(
                """
                SELECT id, record FROM convenings
                WHERE id <> \(id) AND state IN ('booked', 'invited') AND starts_at IS NOT NULL ORDER BY starts_at, id
                """), .convening, "convenings")
    }
}

extension ConveningRecords {
    /// Convenings with invitations out, the soonest first.
    public func invitedConvenings() throws -> [Convening] {
        try records.open(
            Convening.self,
            records.rows(
                """
                SELECT id, record FROM convenings WHERE state = 'invited' ORDER BY starts_at, id
                """), .convening, "convenings")
    }
}
