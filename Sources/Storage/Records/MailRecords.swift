public import Coordination

/// What people can have been told about their invitations, and what follows where a mail does not leave.
public struct MailRecords {
    let records: Records

    /// Envelopes that can have left: sent, tried with an open end, in a run's hands, held since a restore, or ended in a way that is
    /// not on record. One that only ever was refused or put off has not.
    private var mayHaveLeft: Query {
        """
        (state = 'delivered' OR is_held = 1 OR leased_until > 0
            OR EXISTS (SELECT 1 FROM attempts a WHERE a.envelope_id = envelopes.id
                AND a.outcome NOT IN ('refused', 'deferred', 'superseded'))
            OR (state = 'dead' AND NOT EXISTS (SELECT 1 FROM attempts a WHERE a.envelope_id = envelopes.id)))
        """
    }

    /// Whether anything about an invitation can have left.
    public func mayHaveLeft(_ invitation: Invitation.ID) throws -> Bool {
        try !records.rows("SELECT id FROM envelopes WHERE order_key = \(invitation) AND \(mayHaveLeft) LIMIT 1").isEmpty
    }

    /// Whether this mail can have left.
    public func mayHaveLeft(_ envelope: String) throws -> Bool {
        try !records.rows("SELECT id FROM envelopes WHERE id = \(envelope) AND \(mayHaveLeft)").isEmpty
    }

    /// Gives up everything about an invitation, if none of it can have left.
    /// - Returns: whether that was so.
    public func giveUpUntold(_ invitation: Invitation.ID, at now: Instant) throws -> Bool {
        guard try !mayHaveLeft(invitation) else { return false }
        try giveUp(invitation, at: now)
        return true
    }

    /// Takes back messages about an invitation that were not tried yet, for a newer one says it all.
    /// - Returns: how many.
    @discardableResult
    public func supersede(_ invitation: Invitation.ID, kinds: Set<MessageKind>, at now: Instant) throws -> Int {
        guard !kinds.isEmpty else { return 0 }
        let old = try records.rows(
            """
            SELECT id FROM envelopes WHERE order_key = \(invitation) AND state = 'waiting' AND attempts = 0
                AND leased_until = 0 AND is_held = 0 AND kind IN (\(list: kinds.map(\.rawValue).sorted()))
            """)
        for row in old {
            _ = try giveUp(
                try row.text("id"), because: "a newer message took its place before it was tried",
                isSuperseded: true, at: now)
        }
        return old.count
    }

    /// After a mail was given up or died: its recipient does not know the present state, or was never asked, and is written to by the
    /// next 'convening invite'.
    public func untell(envelope id: String) throws {
        let kind = try records.rows("SELECT kind FROM envelopes WHERE id = \(id)").first?.value(
            MessageKind.self, "kind")
        // It is not written again, but others need not wait for whoever cannot be reached.
        if kind == .followUp { try records.run("UPDATE reminders SET is_failed = 1 WHERE envelope_id = \(id)") }
        guard let kind, kind.tellsState, let invitation = try invitation(ofEnvelope: id)
        else { return }
        try untell(invitation)
    }

    /// The same for an invitation.
    public func untell(_ invitation: Invitation) throws {
        let convening = try records.convenings.one(invitation.convening)
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
        if copy != invitation { try records.invitations.update(copy) }
    }

    /// When mails about a convening were written that can have left, the oldest first.
    public func mailings(about convening: Convening.ID) throws -> [(kind: MessageKind, at: Instant)] {
        try records.rows(
            "SELECT kind, created_at FROM envelopes WHERE subject_id = \(convening) AND \(mayHaveLeft) ORDER BY created_at, id"
        ).map { (try $0.value(MessageKind.self, "kind"), try $0.instant("created_at")) }
    }

    /// What can have reached people about a convening, and what waits for them, without opening a mail.
    public struct MailStates: Sendable {
        /// Invitations about which anything can have left.
        public var known: Set<Invitation.ID> = []
        /// Kinds of messages that wait and were not tried yet.
        public var waiting: [Invitation.ID: Set<MessageKind>] = [:]
    }

    public func mailStates(of convening: Convening.ID) throws -> MailStates {
        var states = MailStates()
        states.known = Set(
            try records.rows(
                "SELECT DISTINCT order_key FROM envelopes WHERE subject_id = \(convening) AND \(mayHaveLeft)"
            ).map {
                try $0.id("order_key")
            })
        let waiting = try records.rows(
            """
            SELECT order_key, kind FROM envelopes WHERE subject_id = \(convening) AND state = 'waiting' AND attempts = 0
                AND leased_until = 0 AND is_held = 0
            """)
        for row in waiting {
            states.waiting[try row.id("order_key"), default: []].insert(try row.value(MessageKind.self, "kind"))
        }
        return states
    }

    /// Kinds of messages about an invitation that wait and were not tried yet.
    public func untriedKinds(of invitation: Invitation.ID) throws -> Set<MessageKind> {
        Set(
            try records.rows(
                """
                SELECT kind FROM envelopes WHERE order_key = \(invitation) AND state = 'waiting' AND attempts = 0
                    AND leased_until = 0 AND is_held = 0
                """
            ).map { try $0.value(MessageKind.self, "kind") })
    }

    /// Gives up everything about an invitation that waits, for it tells of nothing that counts any more.
    public func giveUp(_ invitation: Invitation.ID, at now: Instant) throws {
        for row in try records.rows("SELECT id FROM envelopes WHERE order_key = \(invitation) AND state = 'waiting'") {
            _ = try giveUp(
                try row.text("id"), because: "it was called off before it left", isSuperseded: true,
                at: now)
        }
    }

    /// Mails about a convening that wait and surely have not left, each with those whom it shows.
    public func unsentMails(
        about convening: Convening.ID
    ) throws -> [(id: String, invitation: Invitation.ID, shows: Set<Contact.ID>)] {
        let mails = try records.rows(
            """
            SELECT id, order_key FROM envelopes
            WHERE subject_id = \(convening) AND state = 'waiting' AND NOT \(mayHaveLeft) ORDER BY position
            """)
        var shows: [String: Set<Contact.ID>] = [:]
        let shown = try records.rows(
            """
            SELECT s.envelope_id, s.contact_id FROM envelope_shows s JOIN envelopes e ON e.id = s.envelope_id
            WHERE e.subject_id = \(convening) AND e.state = 'waiting'
            """)
        for row in shown { shows[try row.text("envelope_id"), default: []].insert(try row.id("contact_id")) }
        return try mails.map { row in
            let id = try row.text("id")
            return (id, try row.id("order_key"), shows[id] ?? [])
        }
    }

    /// Convenings about which mails wait.
    public func conveningsWithWaitingMails() throws -> [Convening] {
        try records.rows(
            """
            SELECT DISTINCT c.id, c.record FROM convenings c JOIN envelopes e ON e.subject_id = c.id
            WHERE e.state = 'waiting' ORDER BY c.id
            """
        ).map { try records.open(Convening.self, $0, .convening, "convenings") }
    }
}
