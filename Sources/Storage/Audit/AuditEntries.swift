public import Coordination

/// The audit: what it holds and whether it is whole.
public struct AuditRecords {
    let records: Records

    /// The newest entries, the oldest of them first.
    /// - Parameters:
    ///   - subjects: only those about these ids.
    ///   - limit: how many at most.
    public func entries(about subjects: [String] = [], limit: Int) throws -> [AuditEntry] {
        var found: [Row] = []
        if subjects.isEmpty {
            found = try records.rows("SELECT * FROM audit ORDER BY position DESC LIMIT \(limit)")
        } else {
            for subject in Set(subjects) {
                found += try records.rows(
                    "SELECT * FROM audit WHERE subject_id = \(subject) ORDER BY position DESC LIMIT \(limit)")
            }
        }
        let names = try actorNames()
        return try found.map { row in
            let who = try row.text("who")
            return AuditEntry(
                position: try row.integer("position"), at: try row.instant("at"), who: names[who] ?? who,
                verb: try row.text("verb"), subject: try row.text("subject_id"))
        }.sorted { $0.position < $1.position }.suffix(limit)
    }

    /// The sealed names behind the ids of the chain.
    private func actorNames() throws -> [String: String] {
        try Dictionary(
            uniqueKeysWithValues: records.rows("SELECT id, name FROM actors").map { row in
                let id = try row.text("id")
                let name = try records.open(try row.bytes("name"), KeyID(.actor, id), "actors", "name", row: id)
                return (id, String(decoding: name, as: UTF8.self))
            })
    }
}
