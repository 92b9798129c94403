internal import Coordination
internal import Sealing

/// The work of the second step: a vault, and what the first schema stored in plain sealed in place. The forms are those of 0.2.0.
struct PlainStoreSealing {
    let context: MigrationContext

    /// Tables of the first schema whose `record` is sealed: the owner's kind and the column of its id.
    private static let sealed = [
        ("organization", "organizations", "id"), ("contact", "contacts", "id"), ("mechanism", "mechanisms", "id"),
        ("convening", "convenings", "id"), ("convening", "minutes", "convening_id"), ("measure", "measures", "id"),
        ("action", "actions", "id"), ("statement", "statements", "id"), ("partner", "partners", "id"),
    ]

    func run() throws {
        guard let founding = context.founding else { throw Problem.locked }
        try context.run(
            "INSERT INTO vault (id, store_id, generation) VALUES (1, \(founding.vault.store), \(founding.vault.generation))"
        )
        try context.run(
            """
            INSERT INTO key_slots (id, kind, record)
            VALUES (\(founding.slot.id), \(founding.slot.kind.rawValue), \(try founding.slot.stored()))
            """)
        let index = BlindIndex(try context.makeKey(of: "store/index"))
        let audit = try context.makeKey(of: "store/audit")
        for (kind, table, key) in Self.sealed {
            for row in try context.rows("SELECT \(raw: key) AS id, record FROM \(raw: table)") {
                let id = try row.text("id")
                let bytes = try context.seal(try row.bytes("record"), "\(kind)/\(id)", table, "record", row: id)
                try context.run("UPDATE \(raw: table) SET record = \(bytes) WHERE \(raw: key) = \(id)")
            }
        }
        // Today's code writes the keyed number of the reference; until then the id keeps the rows apart.
        try context.run("UPDATE measures SET reference_token = id")
        try sealReplies()
        try sealEnvelopes()
        try chainAudit(audit, index)
    }

    private func sealReplies() throws {
        for row in try context.rows("SELECT digest, source FROM replies") {
            let digest = try row.text("digest")
            let bytes = try context.seal(
                try row.bytes("source"), "reply/\(digest)", "replies", "source", row: digest)
            try context.run("UPDATE replies SET source = \(bytes) WHERE digest = \(digest)")
        }
    }

    private func sealEnvelopes() throws {
        for row in try context.rows("SELECT id, address, payload FROM envelopes") {
            let id = try row.text("id"), owner = "envelope/\(id)"
            let payload = try context.seal(try row.bytes("payload"), owner, "envelopes", "payload", row: id)
            let address = try row.optionalText("address").map {
                try context.seal(Array($0.utf8), owner, "envelopes", "address", row: id)
            }
            try context.run("UPDATE envelopes SET payload = \(payload), sealed_address = \(address) WHERE id = \(id)")
        }
        for row in try context.rows("SELECT envelope_id, number, detail FROM attempts") {
            let id = try row.text("envelope_id"), number = try row.integer("number")
            let detail = try context.seal(
                Array(try row.text("detail").utf8), "envelope/\(id)", "attempts", "detail", row: "\(id)/\(number)")
            try context.run(
                "UPDATE attempts SET sealed_detail = \(detail) WHERE envelope_id = \(id) AND number = \(number)")
        }
    }

    /// The entries that were there become the first of the chain.
    private func chainAudit(_ key: RecordKey, _ index: BlindIndex) throws {
        let entries = try context.rows("SELECT at, who, verb, subject_id FROM audit ORDER BY position")
        try context.run("DELETE FROM audit")
        var chain = AuditChain(), actors: [String: String] = [:]
        let first = chain.keyBytes
        for row in entries {
            let name = try row.text("who"), at = try row.instant("at")
            let actor = actors[name] ?? "who-\(actors.count + 1)"
            if actors.updateValue(actor, forKey: name) == nil {
                let sealed = try context.seal(Array(name.utf8), "actor/\(actor)", "actors", "name", row: actor)
                try context.run(
                    """
                    INSERT INTO actors (id, token, name)
                    VALUES (\(actor), \(index.token(name, kind: "actor")), \(sealed))
                    """)
            }
            let verb = try row.text("verb"), subject = try row.text("subject_id")
            let mac = chain.append(at.milliseconds, [actor, verb, subject])
            try context.run(
                """
                INSERT INTO audit (position, at, who, verb, subject_id, mac)
                VALUES (\(chain.position), \(at), \(actor), \(verb), \(subject), \(mac))
                """)
        }
        func sealed(_ bytes: [UInt8], _ column: String) throws -> [UInt8] {
            try key.seal(bytes, at: SealedPlace(table: "audit_head", column: column, row: "1"))
        }
        try context.run(
            """
            INSERT INTO audit_head (id, position, mac, next_key, first_key)
            VALUES (1, \(chain.position), \(chain.mac), \(try sealed(chain.keyBytes, "next_key")),
                \(try sealed(first, "first_key")))
            """)
    }
}
