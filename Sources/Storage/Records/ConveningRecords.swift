public import Coordination

extension Records {
    public func insert(_ convening: Convening, at now: Instant) throws {
        try run(
            """
            INSERT INTO convenings (id, blueprint_id, state, starts_at, ends_at, sequence, created_at, record)
            VALUES (\(convening.id), \(convening.blueprint), \(convening.state.rawValue), \(convening.span?.start),
                \(convening.span?.end), \(convening.sequence), \(now), \(try encode(convening)))
            """)
    }

    public func update(_ convening: Convening) throws {
        try run(
            """
            UPDATE convenings SET state = \(convening.state.rawValue), starts_at = \(convening.span?.start),
                ends_at = \(convening.span?.end), sequence = \(convening.sequence), record = \(try encode(convening))
            WHERE id = \(convening.id)
            """)
    }

    public func convening(_ id: Convening.ID) throws -> Convening {
        let row = try rows("SELECT record FROM convenings WHERE id = \(id)").first
        return try found(
            row.map { try decode(Convening.self, $0) }, "convening", id.text, list: "convoke convening list")
    }

    /// In the order in which they were created.
    public func convenings() throws -> [Convening] {
        try decode(Convening.self, rows("SELECT record FROM convenings ORDER BY created_at, id"))
    }

    public func save(_ minutes: Minutes, of convening: Convening.ID, at now: Instant) throws {
        try run(
            "INSERT INTO minutes (convening_id, closed_at, record) VALUES (\(convening), \(now), \(try encode(minutes)))"
        )
    }

    /// When the officer is taken by other convenings.
    public func bookedSpans(except id: Convening.ID) throws -> [TimeSpan] {
        try convenings().filter { $0.id != id && ($0.state == .booked || $0.state == .invited) }.compactMap(\.span)
    }
}
