public import Coordination

extension Records {
    public func save(_ mechanism: Mechanism) throws -> SaveResult {
        let bytes = try encode(mechanism)
        let old = try rows("SELECT record FROM mechanisms WHERE id = \(mechanism.id)").first
        if let old, try old.bytes("record") == bytes { return .unchanged }
        try run(
            """
            INSERT INTO mechanisms (id, record) VALUES (\(mechanism.id), \(bytes))
            ON CONFLICT (id) DO UPDATE SET record = excluded.record
            """)
        try index(Array(mechanism.names.values), kind: "mechanism", owner: mechanism.id.text)
        return old == nil ? .added : .changed
    }

    public func mechanisms() throws -> [Mechanism] {
        try decode(Mechanism.self, rows("SELECT record FROM mechanisms ORDER BY id"))
    }
}
