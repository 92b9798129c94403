public import Coordination

extension Records {
    /// Whether an answer with these very bytes was taken before.
    public func hasReply(digest: String) throws -> Bool {
        try !rows("SELECT digest FROM replies WHERE digest = \(digest)").isEmpty
    }

    /// Keeps an answer as it came, with what became of it.
    public func insertReply(
        digest: String, source: [UInt8], verdict: String, reason: String?, invitation: Invitation.ID?, at now: Instant
    ) throws {
        try run(
            """
            INSERT INTO replies (digest, received_at, verdict, reason, invitation_id, source)
            VALUES (\(digest), \(now), \(verdict), \(reason), \(invitation), \(source))
            """)
    }

    /// How many answers were held back for a person to look at.
    public func heldReplies() throws -> Int {
        try rows("SELECT COUNT(*) AS n FROM replies WHERE verdict = 'held'").first?.integer("n") ?? 0
    }
}
