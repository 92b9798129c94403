public import Coordination

/// Links between entries of the directory.
public struct RelationRecords {
    let records: Records

    public func insert(_ relation: Relation) throws {
        let id = relation.id.text
        try records.run(
            """
            INSERT INTO relations (id, kind, from_id, to_id, since_day, until_day, record)
            VALUES (\(id), \(relation.kind.rawValue), \(relation.from), \(relation.to), \(relation.since),
                \(relation.until), \(try records.seal(relation, KeyID(.relation, id), "relations", row: id)))
            """)
    }

    /// Those of a contact or organization, by id.
    public func all(of entry: String) throws -> [Relation] {
        try records.rows("SELECT * FROM relations WHERE from_id = \(entry) OR to_id = \(entry) ORDER BY id").map(one)
    }

    public func all() throws -> [Relation] { try records.rows("SELECT * FROM relations ORDER BY id").map(one) }

    public func one(_ id: Relation.ID) throws -> Relation {
        let row = try records.rows("SELECT * FROM relations WHERE id = \(id)").first
        return try records.found(row.map(one), "relation", id.text, list: .directoryShow)
    }

    public func remove(_ relation: Relation.ID, at now: Instant) throws {
        try records.destroyKey(KeyID(.relation, relation.text), at: now)
        try records.run("DELETE FROM relations WHERE id = \(relation)")
    }

    /// Whether two people were marked as not the same.
    func areDistinct(_ one: String, _ other: String) throws -> Bool {
        try !records.rows(
            """
            SELECT id FROM relations WHERE kind = \(Relation.Kind.distinctFrom.rawValue)
                AND ((from_id = \(one) AND to_id = \(other)) OR (from_id = \(other) AND to_id = \(one)))
            """
        ).isEmpty
    }

    /// The columns count: a merge changes them and not the record.
    private func one(_ row: Row) throws -> Relation {
        var relation = try records.open(Relation.self, row, .relation, "relations")
        relation.from = try row.text("from_id")
        relation.to = try row.text("to_id")
        return relation
    }
}
