public import Coordination
internal import Sealing

/// A message that came in, with what became of it.
public struct StoredReply: Sendable {
    public enum Verdict: String, Sendable, Codable, CaseIterable {
        case applied
        /// Kept for a person to decide.
        case held
        /// It could not be read.
        case refused
        /// The officer let it count.
        case accepted
        case discarded

        /// Whether it still waits for a person.
        public var isOpen: Bool { self == .held || self == .refused }
    }

    public let digest: String
    public let received: Instant
    public let verdict: Verdict
    public let reason: HoldReason?
    public let invitation: Invitation.ID?
    /// As it came; empty once its content was destroyed.
    public let source: [UInt8]
    /// What the person wrote along with it.
    public let note: String?
}

/// Replies as they came, and what was decided of each.
public struct ReplyRecords {
    let records: Records

    /// What became of a message before: of these very bytes, or of the same mail by its key.
    ///
    /// What was held may be decided again, but not what was discarded.
    public func knownReply(digest: String, key: String?) throws -> (verdict: StoredReply.Verdict, reason: HoldReason?)?
    {
        let row = try records.rows(
            """
            SELECT verdict, reason FROM replies WHERE digest = \(digest) OR message_id = \(key)
            ORDER BY CASE WHEN digest = \(digest) THEN 0 ELSE 1 END LIMIT 1
            """
        ).first
        return try row.map {
            (
                try $0.value(StoredReply.Verdict.self, "verdict"), try $0.optionalValue(HoldReason.self, "reason")
            )
        }
    }

    /// Whether any answer was matched with an invitation, which then stays for the record.
    public func has(to invitation: Invitation.ID) throws -> Bool {
        try !records.rows("SELECT digest FROM replies WHERE invitation_id = \(invitation) LIMIT 1").isEmpty
    }

    /// Keeps a message as it came, with what became of it.
    public func insert(
        _ message: ParsedMessage, digest: String, source: [UInt8], verdict: StoredReply.Verdict, reason: HoldReason?,
        invitation: Invitation.ID?, at now: Instant
    ) throws {
        let key = KeyID(.reply, digest)
        let note = try message.note.map { try records.seal(Array($0.utf8), key, "replies", "note", row: digest) }
        try records.run(
            """
            INSERT INTO replies (digest, received_at, verdict, reason, invitation_id, source, message_id, note, is_checked)
            VALUES (\(digest), \(now), \(verdict.rawValue), \(reason?.rawValue), \(invitation),
                \(try records.seal(source, key, "replies", "source", row: digest)), \(message.key), \(note),
                \(message.isChecked.map { $0 ? 1 : 0 }))
            ON CONFLICT (digest) DO UPDATE SET verdict = excluded.verdict, reason = excluded.reason,
                invitation_id = excluded.invitation_id
            """)
    }

    public func decide(_ reply: StoredReply, _ verdict: StoredReply.Verdict) throws {
        try records.run("UPDATE replies SET verdict = \(verdict.rawValue) WHERE digest = \(reply.digest)")
    }

    /// Gives one that waits another reason.
    public func relabel(_ reply: StoredReply, _ reason: HoldReason) throws {
        try records.run("UPDATE replies SET reason = \(reason.rawValue) WHERE digest = \(reply.digest)")
    }

    /// How many messages wait for a person to look at, and how many bytes they take.
    public func heldSize() throws -> (count: Int, bytes: Int) {
        let row = try records.rows(
            """
            SELECT COUNT(*) AS n, COALESCE(SUM(LENGTH(source)), 0) AS bytes FROM replies
            WHERE verdict IN ('held', 'refused')
            """
        ).first
        return (try row?.integer("n") ?? 0, try row?.integer("bytes") ?? 0)
    }

    /// What people wrote with replies that count, and what machines wrote back, by day; without the messages themselves. What waits may be
    /// another's words.
    public func remarks(about convening: Convening.ID) throws -> [Invitation.ID: [StoredReply]] {
        let rows = try records.rows(
            """
            SELECT r.* FROM replies r JOIN invitations i ON i.id = r.invitation_id
            WHERE i.convening_id = \(convening) AND ((r.note IS NOT NULL AND r.verdict IN ('applied', 'accepted'))
                OR (r.reason IN ('bounce', 'automatic') AND r.verdict <> 'discarded'))
            ORDER BY r.received_at, r.digest
            """
        ).map { try storedReply($0, isOpened: false) }
        return Dictionary(grouping: rows.filter { $0.invitation != nil }) { $0.invitation ?? Identifier(trusted: "") }
    }

    /// Of the last mails, so many at most, in how many a trusted server says something about the sender.
    public func checked(ofLast count: Int) throws -> (mails: Int, checked: Int) {
        let rows = try records.rows(
            "SELECT is_checked FROM replies WHERE is_checked IS NOT NULL ORDER BY received_at DESC LIMIT \(count)")
        return (rows.count, try rows.count { try $0.integer("is_checked") == 1 })
    }

    /// What waits for a person to look at, the oldest first, without its content.
    public func quarantine() throws -> [StoredReply] {
        try records.rows(
            "SELECT * FROM replies WHERE verdict IN ('held', 'refused') ORDER BY received_at, digest"
        ).map { try storedReply($0, isOpened: false) }
    }

    /// The one whose name begins so.
    /// - Throws: `Problem.missingInput` where there is none, or more than one.
    public func one(named prefix: String) throws -> StoredReply {
        let isHex = prefix.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        let found =
            isHex && prefix.utf8.count >= 6
            ? try records.rows("SELECT * FROM replies WHERE digest LIKE \("\(prefix)%") ORDER BY digest LIMIT 2") : []
        guard found.count == 1 else {
            throw Problem(
                .missingInput, at: prefix,
                prefix.utf8.count < 6
                    ? "is too short" : found.isEmpty ? "is not a message in quarantine" : "is the beginning of several",
                remedy: "Give at least six of its letters; see \(.replyQuarantineList).")
        }
        return try storedReply(found[0], isOpened: true)
    }

    func storedReply(_ row: Row, isOpened: Bool) throws -> StoredReply {
        let digest = try row.text("digest"), source = try row.bytes("source"), key = KeyID(.reply, digest)
        let note = try row.optionalBytes("note").map { try records.open($0, key, "replies", "note", row: digest) }
        return StoredReply(
            digest: digest, received: try row.instant("received_at"),
            verdict: try row.value(StoredReply.Verdict.self, "verdict"),
            reason: try row.optionalValue(HoldReason.self, "reason"),
            invitation: try row.optionalID("invitation_id"),
            source: source.isEmpty || !isOpened
                ? [] : try records.open(source, key, "replies", "source", row: digest),
            note: note.map { String(decoding: $0, as: UTF8.self) })
    }
}

extension ParsedMessage {
    /// What tells the same mail when it comes another way: its own id, its sender, what is known of him, and what it says. So nobody
    /// can block another person's answer.
    public var key: String? {
        messageID.map { id in
            let answer = replies.map { "\($0)" }.joined(separator: "\n")
            return Digest.sha256(
                Array("\(id)\n\(origin.from?.folded ?? "")\n\(origin.authentication)\n\(answer)".utf8))
        }
    }
}
