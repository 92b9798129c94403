public import Coordination

/// What people can have been told about their invitations, and what follows where a mail does not leave.
extension Records {
    /// Envelopes that can have left: sent, tried with an open end, in a run's hands, held since a restore, or ended in a way that is
    /// not on record. One that only ever was refused or put off has not.
    private var mayHaveLeft: Query {
        """
        (state = 'delivered' OR is_held = 1 OR leased_until > 0
            OR EXISTS (SELECT 1 FROM attempts a WHERE a.envelope_id = envelopes.id
                AND a.outcome NOT IN ('refused', 'deferred'))
            OR (state = 'dead' AND NOT EXISTS (SELECT 1 FROM attempts a WHERE a.envelope_id = envelopes.id)))
        """
    }

    /// Whether anything about an invitation can have left.
    public func mayHaveLeft(_ invitation: Invitation.ID) throws -> Bool {
        try !rows("SELECT id FROM envelopes WHERE order_key = \(invitation) AND \(mayHaveLeft) LIMIT 1").isEmpty
    }

    /// Whether this mail can have left.
    public func mayHaveLeft(_ envelope: String) throws -> Bool {
        try !rows("SELECT id FROM envelopes WHERE id = \(envelope) AND \(mayHaveLeft)").isEmpty
    }

    /// Gives up everything about an invitation, if none of it can have left.
    /// - Returns: whether that was so.
    public func giveUpUntold(_ invitation: Invitation.ID, at now: Instant) throws -> Bool {
        guard try !mayHaveLeft(invitation) else { return false }
        for row in try rows("SELECT id FROM envelopes WHERE order_key = \(invitation) AND state = 'waiting'") {
            _ = try giveUp(try row.text("id"), because: "it was called off before it left", at: now)
        }
        return true
    }

    /// Takes back messages about an invitation that were not tried yet, for a newer one says it all.
    /// - Returns: how many.
    @discardableResult
    public func supersede(_ invitation: Invitation.ID, kinds: [String], at now: Instant) throws -> Int {
        guard !kinds.isEmpty else { return 0 }
        let old = try rows(
            """
            SELECT id FROM envelopes WHERE order_key = \(invitation) AND state = 'waiting' AND attempts = 0
                AND leased_until = 0 AND is_held = 0 AND kind IN (\(list: kinds))
            """)
        for row in old {
            _ = try giveUp(try row.text("id"), because: "a newer message took its place before it was tried", at: now)
        }
        return old.count
    }

    /// After a mail was given up or died: its recipient does not know the present state, or was never asked, and is written to by the
    /// next 'convening invite'.
    public func untell(envelope id: String) throws {
        let kind = try rows("SELECT kind FROM envelopes WHERE id = \(id)").first?.text("kind")
        // It is not written again, but others need not wait for whoever cannot be reached.
        if kind == "follow-up" { try run("UPDATE reminders SET is_failed = 1 WHERE envelope_id = \(id)") }
        guard let kind, ["invitation", "update", "meeting", "cancellation"].contains(kind),
            let invitation = try invitation(ofEnvelope: id)
        else { return }
        try untell(invitation)
    }

    /// The same for an invitation.
    public func untell(_ invitation: Invitation) throws {
        let convening = try convening(invitation.convening)
        guard invitation.state != .withdrawn, convening.state == .invited, let sent = invitation.sentSequence else {
            return
        }
        var copy = invitation
        if try mayHaveLeft(invitation.id) {
            // Asked, but not of this: any number below the present revision says so.
            copy.sentSequence = min(sent, convening.sequence - 1)
        } else {
            copy.sentSequence = nil
            if copy.answered == nil, copy.state == .needsAction { copy.state = .listed }
        }
        if copy != invitation { try update(copy) }
    }

    /// Mails about a convening that wait and surely have not left, with what they show of others.
    public func unsentMails(about convening: Convening.ID) throws -> [(id: String, order: String, ground: String)] {
        try rows(
            """
            SELECT id, order_key, ground FROM envelopes
            WHERE subject_id = \(convening) AND state = 'waiting' AND NOT \(mayHaveLeft) ORDER BY position
            """
        ).map { (try $0.text("id"), try $0.text("order_key"), try $0.text("ground")) }
    }

    /// Convenings about which mails wait.
    public func conveningsWithWaitingMails() throws -> [Convening] {
        try rows(
            """
            SELECT DISTINCT c.id, c.record FROM convenings c JOIN envelopes e ON e.subject_id = c.id
            WHERE e.state = 'waiting' ORDER BY c.id
            """
        ).map { try open(Convening.self, $0, .convening, "convenings") }
    }
}
