public import Coordination

extension Records {
    /// Whether an answer with these very bytes was applied before. One that was held may be decided again.
    public func hasAppliedReply(digest: String) throws -> Bool {
        try !rows("SELECT digest FROM replies WHERE digest = \(digest) AND verdict = 'applied'").isEmpty
    }

    /// Whether any answer was matched with an invitation, which then stays for the record.
    public func hasReply(to invitation: Invitation.ID) throws -> Bool {
        try !rows("SELECT digest FROM replies WHERE invitation_id = \(invitation) LIMIT 1").isEmpty
    }

    /// Keeps an answer as it came, with what became of it.
    public func insertReply(
        digest: String, source: [UInt8], verdict: String, reason: String?, invitation: Invitation.ID?, at now: Instant
    ) throws {
        try run(
            """
            INSERT INTO replies (digest, received_at, verdict, reason, invitation_id, source)
            VALUES (\(digest), \(now), \(verdict), \(reason), \(invitation),
                \(try seal(source, KeyID(.reply, digest), "replies", "source", row: digest)))
            ON CONFLICT (digest) DO UPDATE SET received_at = excluded.received_at, verdict = excluded.verdict,
                reason = excluded.reason, invitation_id = excluded.invitation_id
            """)
    }

    /// How many answers were held back for a person to look at.
    public func heldReplies() throws -> Int {
        try rows("SELECT COUNT(*) AS n FROM replies WHERE verdict = 'held'").first?.integer("n") ?? 0
    }
}
