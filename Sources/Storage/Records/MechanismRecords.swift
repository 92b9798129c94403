public import Coordination

/// Mechanisms of human rights protection.
public struct MechanismRecords {
    let records: Records

    public func save(_ mechanism: Mechanism) throws -> SaveResult {
        let id = mechanism.id.text
        let old = try records.rows("SELECT id, record FROM mechanisms WHERE id = \(id)").first
            .map { try records.open(Mechanism.self, $0, .mechanism, "mechanisms") }
        if old == mechanism { return .unchanged }
        try records.run(
            """
            INSERT INTO mechanisms (id, record)
            VALUES (\(id), \(try records.seal(mechanism, KeyID(.mechanism, id), "mechanisms", row: id)))
            ON CONFLICT (id) DO UPDATE SET record = excluded.record
            """)
        try records.search.index(.mechanism, id, from: old.map(IndexEntry.init), to: IndexEntry(mechanism))
        return old == nil ? .added : .changed
    }

    public func all() throws -> [Mechanism] {
        try records.open(
            Mechanism.self, records.rows("SELECT id, record FROM mechanisms ORDER BY id"), .mechanism, "mechanisms")
    }

    public func one(_ id: Mechanism.ID) throws -> Mechanism {
        try records.found(try one(ifThere: id.text), "mechanism", id.text, list: .directorySearch)
    }

    public func one(ifThere id: String) throws -> Mechanism? {
        try records.rows("SELECT id, record FROM mechanisms WHERE id = \(id)").first
            .map { try records.open(Mechanism.self, $0, .mechanism, "mechanisms") }
    }

    static func searchTexts(_ mechanism: Mechanism) -> [String] { Array(mechanism.names.values) }
}
