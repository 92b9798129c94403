internal import Coordination

/// What the first schema stored in plain, sealed in place.
extension Records {
    func sealWhatWasPlain() throws {
        let kinds: [(KeyID.Kind, String, String)] = [
            (.organization, "organizations", "id"), (.contact, "contacts", "id"), (.mechanism, "mechanisms", "id"),
            (.convening, "convenings", "id"), (.convening, "minutes", "convening_id"), (.measure, "measures", "id"),
            (.action, "actions", "id"), (.statement, "statements", "id"), (.partner, "partners", "id"),
        ]
        for (kind, table, key) in kinds {
            for row in try rows("SELECT \(raw: key) AS id, record FROM \(raw: table)") {
                let id = try row.text("id")
                let sealed = try seal(try row.bytes("record"), KeyID(kind, id), table, row: id)
                try run("UPDATE \(raw: table) SET record = \(sealed) WHERE \(raw: key) = \(id)")
            }
        }
        try sealReplies()
        try sealEnvelopes()
        try buildIndex()
        try chainAudit()
    }

    private func sealReplies() throws {
        for row in try rows("SELECT digest, source FROM replies") {
            let digest = try row.text("digest")
            let sealed = try seal(try row.bytes("source"), KeyID(.reply, digest), "replies", "source", row: digest)
            try run("UPDATE replies SET source = \(sealed) WHERE digest = \(digest)")
        }
    }

    private func sealEnvelopes() throws {
        for row in try rows("SELECT id, address, payload FROM envelopes") {
            let id = try row.text("id"), key = KeyID(.envelope, id)
            let payload = try seal(try row.bytes("payload"), key, "envelopes", "payload", row: id)
            let address = try row.optionalText("address").map {
                try seal(Array($0.utf8), key, "envelopes", "address", row: id)
            }
            try run("UPDATE envelopes SET payload = \(payload), sealed_address = \(address) WHERE id = \(id)")
        }
        for row in try rows("SELECT envelope_id, number, detail FROM attempts") {
            let id = try row.text("envelope_id"), number = try row.integer("number")
            let detail = try seal(
                Array(try row.text("detail").utf8), KeyID(.envelope, id), "attempts", "detail", row: "\(id)/\(number)")
            try run("UPDATE attempts SET sealed_detail = \(detail) WHERE envelope_id = \(id) AND number = \(number)")
        }
    }

    private func buildIndex() throws {
        // People and organizations are indexed by the third schema's step.
        for mechanism in try mechanisms() {
            try index(.mechanism, mechanism.id.text, from: nil, to: IndexEntry(mechanism))
        }
        for measure in try measures() {
            try run(
                """
                UPDATE measures SET reference_token = \(try referenceTokens(measure.reference.normal).last)
                WHERE id = \(measure.id)
                """)
        }
    }

    /// The entries that were there become the first of the chain.
    private func chainAudit() throws {
        let entries = try rows("SELECT at, who, verb, subject_id FROM audit ORDER BY position")
        try run("DELETE FROM audit")
        for row in entries {
            try note(
                try row.text("verb"), try row.text("subject_id"), by: try row.text("who"), at: try row.instant("at"))
        }
    }
}
