public import Coordination

/// Files kept as evidence, each sealed by a key of its own.
public struct AttachmentRecords {
    let records: Records

    public func insert(_ attachment: Attachment, content: [UInt8]) throws {
        let owner = KeyID(.attachment, attachment.id.text), id = attachment.id.text
        try records.run(
            """
            INSERT INTO attachments (id, subject_id, record, content)
            VALUES (\(id), \(attachment.subject), \(try records.seal(attachment, owner, "attachments", row: id)),
                \(try records.seal(content, owner, "attachments", "content", row: id)))
            """)
    }

    public func all(of subject: String) throws -> [Attachment] {
        try records.open(
            Attachment.self,
            records.rows("SELECT id, record FROM attachments WHERE subject_id = \(subject) ORDER BY id"),
            .attachment, "attachments")
    }

    public func one(_ id: Attachment.ID) throws -> (facts: Attachment, content: [UInt8]) {
        let row = try records.found(
            try records.rows("SELECT id, record, content FROM attachments WHERE id = \(id)").first, "attachment",
            id.text,
            list: .actionShow)
        let content = try records.open(
            try row.bytes("content"), KeyID(.attachment, id.text), "attachments", "content", row: id.text)
        return (try records.open(Attachment.self, row, .attachment, "attachments"), content)
    }

    /// Destroys one file.
    public func remove(_ id: Attachment.ID, at now: Instant) throws {
        try records.destroyKey(KeyID(.attachment, id.text), at: now)
        try records.run("DELETE FROM attachments WHERE id = \(id)")
    }

    /// All of them, without their content.
    public func all() throws -> [Attachment] {
        try records.open(
            Attachment.self, records.rows("SELECT id, record FROM attachments ORDER BY id"), .attachment, "attachments")
    }

    func removeAttachments(of subject: String, at now: Instant) throws {
        for row in try records.rows("SELECT id FROM attachments WHERE subject_id = \(subject)") {
            try records.destroyKey(KeyID(.attachment, try row.text("id")), at: now)
        }
        try records.run("DELETE FROM attachments WHERE subject_id = \(subject)")
    }
}
