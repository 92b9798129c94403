public import Coordination

extension Records {
    /// Stores what is to be sent.
    /// - Throws: `Problem.notAllowed` for an id that is already there.
    public func insert(_ envelope: Envelope, notBefore: Instant) throws {
        let contact: Contact.ID?, partner: Partner.ID?, address: String?
        switch envelope.route {
        case .mail(let to, let id): (contact, partner, address) = (id, nil, to.rawValue)
        case .webhook(let id): (contact, partner, address) = (nil, id, nil)
        }
        let last = try rows("SELECT COALESCE(MAX(position), 0) AS last FROM envelopes").first?.integer("last") ?? 0
        try run(
            """
            INSERT INTO envelopes (id, position, channel, kind, subject_id, contact_id, partner_id, address, order_key,
                ground, state, attempts, not_before, leased_until, created_at, payload)
            VALUES (\(envelope.id), \(last + 1), \(envelope.route.channel), \(envelope.kind), \(envelope.subject),
                \(contact), \(partner), \(address), \(envelope.order), \(envelope.ground), 'waiting', 0, \(notBefore), 0,
                \(envelope.created), \(envelope.payload))
            """)
    }

    /// Takes up to `count` envelopes that are due, each the first waiting of its order, for this worker alone.
    /// - Parameters:
    ///   - due: what is due by then; the start of a run, so that the run tries nothing twice.
    ///   - only: this one and no other.
    public func lease(
        _ count: Int, due: Instant, now: Instant, until: Instant, only: Envelope.ID? = nil
    ) throws -> [StoredEnvelope] {
        let items = try rows(
            """
            SELECT e.*, NULL AS last_detail FROM envelopes e
            WHERE e.state = 'waiting' AND e.not_before <= \(due) AND e.leased_until <= \(now)
                AND NOT EXISTS (SELECT 1 FROM envelopes p
                    WHERE p.order_key = e.order_key AND p.state = 'waiting' AND p.position < e.position)
                AND (CAST(\(only) AS TEXT) IS NULL OR e.id = \(only))
            ORDER BY e.position LIMIT \(count)
            """
        ).map(stored)
        for item in items { try run("UPDATE envelopes SET leased_until = \(until) WHERE id = \(item.envelope.id)") }
        return items.map { $0.leased(until: until) }
    }

    /// Records one try and what follows from it.
    /// - Returns: whether it was still this worker's to record; another has it once the lease has ended.
    public func record(
        _ outcome: Outcome, of item: StoredEnvelope, next: RetrySchedule.Next, at now: Instant
    ) throws -> Bool {
        let lease = try rows("SELECT leased_until FROM envelopes WHERE id = \(item.envelope.id)").first
        guard try lease?.instant("leased_until") == item.leasedUntil else { return false }
        let id = item.envelope.id
        if case .held = outcome {
        } else {
            try run(
                """
                INSERT INTO attempts (envelope_id, number, at, outcome, detail)
                VALUES (\(id), \(item.attempts + 1), \(now), \(outcome.name), \(outcome.detail))
                """)
            try run("UPDATE envelopes SET attempts = attempts + 1 WHERE id = \(id)")
        }
        switch next {
        case .done: try run("UPDATE envelopes SET state = 'delivered', leased_until = 0 WHERE id = \(id)")
        case .dead: try run("UPDATE envelopes SET state = 'dead', leased_until = 0 WHERE id = \(id)")
        case .again(let at): try run("UPDATE envelopes SET not_before = \(at), leased_until = 0 WHERE id = \(id)")
        }
        return true
    }

    /// How many envelopes are due but taken by a run that has not reported, and until when at the latest.
    public func claimed(now: Instant) throws -> (count: Int, until: Instant)? {
        let row = try rows(
            """
            SELECT COUNT(*) AS n, COALESCE(MAX(leased_until), 0) AS until FROM envelopes
            WHERE state = 'waiting' AND leased_until > \(now)
            """
        ).first
        guard let row, try row.integer("n") > 0 else { return nil }
        return (try row.integer("n"), try row.instant("until"))
    }

    /// Everything in the outbox in the order it was stored, or only what is in one state.
    public func outbox(state: StoredEnvelope.State? = nil) throws -> [StoredEnvelope] {
        try rows(
            """
            SELECT e.*, (SELECT a.detail FROM attempts a WHERE a.envelope_id = e.id
                ORDER BY a.number DESC LIMIT 1) AS last_detail
            FROM envelopes e
            WHERE CAST(\(state?.rawValue) AS TEXT) IS NULL OR e.state = \(state?.rawValue)
            ORDER BY e.position
            """
        ).map(stored)
    }

    private func stored(_ row: Row) throws -> StoredEnvelope {
        let route: Envelope.Route
        if try row.text("channel") == "mail" {
            route = .mail(
                to: try EmailAddress(parsing: try row.text("address")), contact: try row.id("contact_id"))
        } else {
            route = .webhook(try row.id("partner_id"))
        }
        return StoredEnvelope(
            envelope: Envelope(
                restored: try row.id("id"), route: route, kind: try row.text("kind"),
                subject: try row.text("subject_id"), order: try row.text("order_key"),
                payload: try row.bytes("payload"), created: try row.instant("created_at"),
                ground: try row.text("ground")),
            state: StoredEnvelope.State(rawValue: try row.text("state")) ?? .dead,
            attempts: try row.integer("attempts"), notBefore: try row.instant("not_before"),
            leasedUntil: try row.instant("leased_until"),
            lastDetail: try row.optionalText("last_detail"))
    }
}
