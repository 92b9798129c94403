public import Coordination

/// A message that waits, without its content.
public struct WaitingMessage: Sendable {
    public let id: String
    public let kind: MessageKind
    public let about: String
}

extension MailRecords {
    /// What waits to be sent to a person.
    public func waiting(for contact: Contact.ID) throws -> [WaitingMessage] {
        try records.rows(
            """
            SELECT id, kind, subject_id FROM envelopes WHERE contact_id = \(contact) AND state = 'waiting'
            ORDER BY position
            """
        ).map {
            WaitingMessage(
                id: try $0.text("id"), kind: try $0.value(MessageKind.self, "kind"), about: try $0.text("subject_id"))
        }
    }

    /// What waits to be sent to partners about something.
    public func waiting(about subject: String) throws -> [String] {
        try records.rows(
            """
            SELECT id FROM envelopes WHERE subject_id = \(subject) AND partner_id IS NOT NULL AND state = 'waiting'
            ORDER BY position
            """
        ).map { try $0.text("id") }
    }

    /// Statements of which something waits to be sent to partners.
    public func waitingStatements() throws -> [String] {
        try records.rows(
            "SELECT DISTINCT subject_id FROM envelopes WHERE kind = 'statement' AND state = 'waiting' ORDER BY subject_id"
        ).map { try $0.text("subject_id") }
    }

    /// What waits to be sent about a convening, the soonest first.
    public func waitingMails(about convening: Convening.ID) throws -> [StoredEnvelope] {
        try records.outbox.outboxRows(state: .waiting, subject: convening.text)
    }

    /// When a message of a kind about an invitation was last written.
    public func lastEnvelope(of kind: MessageKind, for invitation: Invitation.ID) throws -> Instant? {
        try records.rows(
            """
            SELECT created_at FROM envelopes WHERE order_key = \(invitation) AND kind = \(kind.rawValue)
            ORDER BY position DESC LIMIT 1
            """
        ).first?.instant("created_at")
    }

    /// The invitation that a message of ours was about.
    public func invitation(ofEnvelope id: String) throws -> Invitation? {
        try records.rows("SELECT i.* FROM invitations i JOIN envelopes e ON e.order_key = i.id WHERE e.id = \(id)")
            .first
            .map(records.invitations.one)
    }

    /// Invitations to a convening about which a mail was tried since a moment that asks for an answer.
    public func written(about convening: Convening.ID, since moment: Instant) throws -> Set<Invitation.ID> {
        let kinds = [MessageKind.invitation, .update, .meeting, .reminder].map(\.rawValue)
        let rows = try records.rows(
            """
            SELECT DISTINCT e.order_key FROM envelopes e JOIN attempts a ON a.envelope_id = e.id
            WHERE e.subject_id = \(convening) AND a.at >= \(moment) AND e.state = 'delivered' AND e.kind IN (\(list: kinds))
            """)
        return Set(try rows.map { try $0.id("order_key") })
    }

    /// Invitations to a convening to which a mail with its place was written.
    public func tellingPlace(of convening: Convening.ID) throws -> Set<Invitation.ID> {
        Set(
            try records.rows(
                "SELECT order_key FROM envelopes WHERE subject_id = \(convening) AND kind = \(MessageKind.place.rawValue)"
            ).map { try $0.id("order_key") })
    }

    /// The invitation that the last mail to a person was about.
    public func lastInvitation(to contact: Contact.ID) throws -> (invitation: Invitation, created: Instant)? {
        try records.rows(
            """
            SELECT i.*, e.created_at FROM invitations i JOIN envelopes e ON e.order_key = i.id
            WHERE i.contact_id = \(contact) ORDER BY e.position DESC LIMIT 1
            """
        ).first.map { (try records.invitations.one($0), try $0.instant("created_at")) }
    }

    /// The first moment after `now` at which something is due.
    public func nextDue(after now: Instant) throws -> (count: Int, at: Instant)? {
        let row = try records.rows(
            """
            SELECT COUNT(*) AS n, COALESCE(MIN(not_before), 0) AS due FROM envelopes
            WHERE state = 'waiting' AND is_held = 0 AND not_before > \(now)
            """
        ).first
        guard let row, try row.integer("n") > 0 else { return nil }
        return (try row.integer("n"), try row.instant("due"))
    }

    /// Ends a message that waits.
    /// - Parameter isSuperseded: whether it is not needed any more; else it is one that may not leave.
    /// - Returns: `false` where a run has it in its hands just now.
    public func giveUp(
        _ id: String, because reason: String, isSuperseded: Bool = false, at now: Instant
    ) throws -> Bool {
        let row = try records.rows(
            "SELECT attempts FROM envelopes WHERE id = \(id) AND state = 'waiting' AND leased_until <= \(now)"
        ).first
        guard let row else { return false }
        let number = try row.integer("attempts") + 1
        try records.run(
            """
            INSERT INTO attempts (envelope_id, number, at, outcome, sealed_detail)
            VALUES (\(id), \(number), \(now), \(isSuperseded ? "superseded" : Outcome.refused("").name), \(try records.outbox.sealDetail(reason, of: id, number: number)))
            """)
        try records.run(
            "UPDATE envelopes SET state = 'dead', is_held = 0, attempts = \(number), leased_until = 0 WHERE id = \(id)")
        return true
    }
}
