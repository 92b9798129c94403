public import Coordination

extension Records {
    public func save(_ mechanism: Mechanism) throws -> SaveResult {
        let id = mechanism.id.text
        let old = try rows("SELECT id, record FROM mechanisms WHERE id = \(id)").first
            .map { try open(Mechanism.self, $0, .mechanism, "mechanisms") }
        if old == mechanism { return .unchanged }
        try run(
            """
            INSERT INTO mechanisms (id, record)
            VALUES (\(id), \(try seal(mechanism, KeyID(.mechanism, id), "mechanisms", row: id)))
            ON CONFLICT (id) DO UPDATE SET record = excluded.record
            """)
        try index(.mechanism, id, from: old.map(IndexEntry.init), to: IndexEntry(mechanism))
        return old == nil ? .added : .changed
    }

    public func mechanisms() throws -> [Mechanism] {
        try open(Mechanism.self, rows("SELECT id, record FROM mechanisms ORDER BY id"), .mechanism, "mechanisms")
    }

    public func mechanism(_ id: Mechanism.ID) throws -> Mechanism {
        try found(try mechanism(ifThere: id.text), "mechanism", id.text, list: .directorySearch)
    }

    public func mechanism(ifThere id: String) throws -> Mechanism? {
        try rows("SELECT id, record FROM mechanisms WHERE id = \(id)").first
            .map { try open(Mechanism.self, $0, .mechanism, "mechanisms") }
    }

    static func searchTexts(_ mechanism: Mechanism) -> [String] { Array(mechanism.names.values) }
}
