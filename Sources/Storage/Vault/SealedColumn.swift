internal import Coordination
internal import Sealing

/// A column of sealed values, and how the rows of one owner are found.
struct SealedColumn {
    let kind: KeyID.Kind
    let table: String
    /// The column's name in the table, and in the place that each value is bound to.
    let column: String, name: String
    /// The expression that gives a row's name in that place.
    let row: String
    /// The column that holds the owner's id.
    let owner: String

    init(
        _ kind: KeyID.Kind, _ table: String, _ column: String = "record", name: String? = nil, row: String = "id",
        owner: String = "id"
    ) {
        self.kind = kind
        self.table = table
        self.column = column
        self.name = name ?? column
        self.row = row
        self.owner = owner
    }

    /// Every one there is, but for the audit's own, which are bound to the store.
    static let all = [
        SealedColumn(.contact, "contacts"), SealedColumn(.organization, "organizations"),
        SealedColumn(.mechanism, "mechanisms"), SealedColumn(.convening, "convenings"),
        SealedColumn(.convening, "minutes", row: "convening_id", owner: "convening_id"),
        SealedColumn(.measure, "measures"), SealedColumn(.action, "actions"), SealedColumn(.statement, "statements"),
        SealedColumn(.partner, "partners"), SealedColumn(.envelope, "envelopes", "payload"),
        SealedColumn(.envelope, "envelopes", "sealed_address", name: "address"),
        SealedColumn(
            .envelope, "attempts", "sealed_detail", name: "detail", row: "envelope_id || '/' || number",
            owner: "envelope_id"),
        SealedColumn(.reply, "replies", "source", row: "digest", owner: "digest"),
        SealedColumn(.reply, "replies", "note", row: "digest", owner: "digest"),
        SealedColumn(.actor, "actors", "name"),
        SealedColumn(.contact, "holds", row: "contact_id", owner: "contact_id"),
        SealedColumn(.contact, "merges", owner: "kept_id"), SealedColumn(.relation, "relations"),
        SealedColumn(.group, "groups_of_contacts"), SealedColumn(.post, "posts"),
        SealedColumn(.resolution, "resolutions"), SealedColumn(.incident, "incidents"),
        SealedColumn(.round, "rounds"),
        SealedColumn(.round, "round_parts", row: "round_id || '/' || number", owner: "round_id"),
        SealedColumn(.envelope, "round_mails", "payload"),
        SealedColumn(.envelope, "round_mails", "sealed_address", name: "address"),
        SealedColumn(.attachment, "attachments"), SealedColumn(.attachment, "attachments", "content"),
    ]
}

extension Records {
    /// Seals every value of an owner anew with a fresh key.
    func reseal(_ id: KeyID) throws {
        let old = try session.key(id, connection), new = RecordKey()
        for column in SealedColumn.all where column.kind == id.kind {
            let cells = try rows(
                """
                SELECT \(raw: column.row) AS name, \(raw: column.column) AS value FROM \(raw: column.table)
                WHERE \(raw: column.owner) = \(id.id)
                """)
            for cell in cells {
                guard let sealed = try cell.optionalBytes("value"), !sealed.isEmpty else { continue }
                let name = try cell.text("name")
                let place = SealedPlace(table: column.table, column: column.name, row: name)
                do {
                    let fresh = try new.seal(try old.open(sealed, at: place), at: place)
                    try run(
                        """
                        UPDATE \(raw: column.table) SET \(raw: column.column) = \(fresh)
                        WHERE \(raw: column.owner) = \(id.id) AND \(raw: column.row) = \(name)
                        """)
                } catch is SealingError {
                    throw Problem.altered("\(column.table) \(name), column \(column.name)")
                }
            }
        }
        let vault = try session.open()
        try run(
            """
            UPDATE record_keys SET generation = \(vault.generation), wrapped = \(try vault.key.wrap(new, of: id.text))
            WHERE id = \(id.text)
            """)
        session.forget(id)
    }
}
