public import Coordination

/// A message that waits, without its content.
public struct WaitingMessage: Sendable {
    public let id: String
    public let kind: String
    public let subject: String
}

extension Records {
    /// What waits to be sent to a person.
    public func waiting(for contact: Contact.ID) throws -> [WaitingMessage] {
        try rows(
            """
            SELECT id, kind, subject_id FROM envelopes WHERE contact_id = \(contact) AND state = 'waiting'
            ORDER BY position
            """
        ).map {
            WaitingMessage(id: try $0.text("id"), kind: try $0.text("kind"), subject: try $0.text("subject_id"))
        }
    }

    /// What waits to be sent to partners about something.
    public func waiting(about subject: String) throws -> [String] {
        try rows(
            """
            SELECT id FROM envelopes WHERE subject_id = \(subject) AND partner_id IS NOT NULL AND state = 'waiting'
            ORDER BY position
            """
        ).map { try $0.text("id") }
    }

    /// Statements of which something waits to be sent to partners.
    public func waitingStatements() throws -> [String] {
        try rows(
            "SELECT DISTINCT subject_id FROM envelopes WHERE kind = 'statement' AND state = 'waiting' ORDER BY subject_id"
        ).map { try $0.text("subject_id") }
    }

    /// Takes back messages about an invitation that were not tried yet, for a newer one says it all.
    /// - Returns: how many.
    @discardableResult
    public func supersede(_ invitation: Invitation.ID, kinds: [String], at now: Instant) throws -> Int {
        let old = try rows(
            """
            SELECT id FROM envelopes WHERE order_key = \(invitation) AND state = 'waiting' AND attempts = 0
                AND leased_until = 0 AND kind IN (\(list: kinds))
            """)
        for row in old {
            _ = try giveUp(try row.text("id"), because: "a newer message took its place before it was tried", at: now)
        }
        return old.count
    }

    /// Gives up everything about an invitation, if none of it can have left: nothing was tried, and no run had it in its hands.
    /// - Returns: whether that was so.
    public func giveUpUntried(_ invitation: Invitation.ID, at now: Instant) throws -> Bool {
        let left = try rows(
            """
            SELECT id FROM envelopes WHERE order_key = \(invitation)
                AND (state = 'delivered' OR (attempts > 0 AND state = 'waiting') OR leased_until > 0) LIMIT 1
            """)
        let tried = try rows(
            """
            SELECT a.envelope_id FROM attempts a JOIN envelopes e ON e.id = a.envelope_id
            WHERE e.order_key = \(invitation) AND a.outcome NOT IN ('refused', 'held') LIMIT 1
            """)
        guard left.isEmpty, tried.isEmpty else { return false }
        for row in try rows("SELECT id FROM envelopes WHERE order_key = \(invitation) AND state = 'waiting'") {
            _ = try giveUp(try row.text("id"), because: "it was called off before it was tried", at: now)
        }
        return true
    }

    /// After a mail was given up: if nothing about its invitation has left, the person was not asked.
    public func forgetSending(of envelope: Envelope.ID) throws {
        guard var invitation = try invitation(ofEnvelope: envelope.text),
            try rows(
                """
                SELECT id FROM envelopes WHERE order_key = \(invitation.id)
                    AND (state <> 'dead' OR leased_until > 0) LIMIT 1
                """
            ).isEmpty
        else { return }
        invitation.sentSequence = nil
        if invitation.answered == nil, invitation.state == .needsAction { invitation.state = .listed }
        try update(invitation)
    }

    /// Whether an update about a convening waits that was not tried yet.
    public func hasUntriedUpdate(of convening: Convening.ID) throws -> Bool {
        try !rows(
            """
            SELECT id FROM envelopes WHERE subject_id = \(convening) AND kind = 'update' AND state = 'waiting'
                AND attempts = 0 AND leased_until = 0 LIMIT 1
            """
        ).isEmpty
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

    /// What waits to be sent about a convening, the soonest first.
    public func waitingMails(about convening: Convening.ID) throws -> [StoredEnvelope] {
        try outbox(state: .waiting).filter { $0.envelope.subject == convening.text }
    }

    /// When a message of a kind about an invitation was last written.
    public func lastEnvelope(of kind: String, for invitation: Invitation.ID) throws -> Instant? {
        try rows(
            """
            SELECT created_at FROM envelopes WHERE order_key = \(invitation) AND kind = \(kind)
            ORDER BY position DESC LIMIT 1
            """
        ).first?.instant("created_at")
    }

    /// The invitation that a message of ours was about.
    public func invitation(ofEnvelope id: String) throws -> Invitation? {
        try rows("SELECT i.* FROM invitations i JOIN envelopes e ON e.order_key = i.id WHERE e.id = \(id)").first
            .map(invitation)
    }

    /// The first moment after `now` at which something is due.
    public func nextDue(after now: Instant) throws -> (count: Int, at: Instant)? {
        let row = try rows(
            """
            SELECT COUNT(*) AS n, COALESCE(MIN(not_before), 0) AS due FROM envelopes
            WHERE state = 'waiting' AND is_held = 0 AND not_before > \(now)
            """
        ).first
        guard let row, try row.integer("n") > 0 else { return nil }
        return (try row.integer("n"), try row.instant("due"))
    }

    /// Ends a message that waits.
    /// - Returns: `false` where a run has it in its hands just now.
    public func giveUp(_ id: String, because reason: String, at now: Instant) throws -> Bool {
        let row = try rows(
            "SELECT attempts FROM envelopes WHERE id = \(id) AND state = 'waiting' AND leased_until <= \(now)"
        ).first
        guard let row else { return false }
        let number = try row.integer("attempts") + 1
        try run(
            """
            INSERT INTO attempts (envelope_id, number, at, outcome, sealed_detail)
            VALUES (\(id), \(number), \(now), 'refused', \(try sealDetail(reason, of: id, number: number)))
            """)
        try run(
            "UPDATE envelopes SET state = 'dead', is_held = 0, attempts = \(number), leased_until = 0 WHERE id = \(id)")
        return true
    }
}
