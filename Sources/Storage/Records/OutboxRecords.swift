public import Coordination

/// Messages that wait to be sent, and each try at them.
public struct OutboxRecords {
    let records: Records

    /// Stores what is to be sent.
    /// - Throws: `Problem.notAllowed` for an id that is already there.
    public func insert(_ envelope: Envelope, notBefore: Instant) throws {
        let contact: Contact.ID?, partner: Partner.ID?, address: String?
        switch envelope.route {
        case .mail(let to, let id): (contact, partner, address) = (id, nil, to.rawValue)
        case .webhook(let id): (contact, partner, address) = (nil, id, nil)
        }
        let id = envelope.id.text, key = KeyID(.envelope, id)
        let sealed = try address.map { try records.seal(Array($0.utf8), key, "envelopes", "address", row: id) }
        let payload = try records.seal(envelope.payload, key, "envelopes", "payload", row: id)
        try insertRow(
            id: id, channel: envelope.route.channel, kind: envelope.kind, about: envelope.about, contact: contact?.text,
            partner: partner?.text, address: sealed, orderingKey: envelope.orderingKey, ground: envelope.ground,
            notBefore: notBefore, created: envelope.created, payload: payload,
            shows: envelope.shows.sorted().map(\.text))
    }

    /// A row of which everything is sealed that has to be.
    func insertRow(
        id: String, channel: Envelope.Route.Channel, kind: MessageKind, about: String, contact: String?,
        partner: String?,
        address: [UInt8]?, orderingKey: String, ground: String, notBefore: Instant, created: Instant, payload: [UInt8],
        shows: [String]
    ) throws {
        let last =
            try records.rows("SELECT COALESCE(MAX(position), 0) AS last FROM envelopes").first?.integer("last") ?? 0
        try records.run(
            """
            INSERT INTO envelopes (id, position, channel, kind, subject_id, contact_id, partner_id, sealed_address, order_key,
                ground, state, attempts, not_before, leased_until, created_at, payload)
            VALUES (\(id), \(last + 1), \(channel.rawValue), \(kind.rawValue), \(about), \(contact), \(partner),
                \(address), \(orderingKey), \(ground), 'waiting', 0, \(notBefore), 0, \(created), \(payload))
            """)
        try records.connection.insert(
            into: "envelope_shows", ["envelope_id", "contact_id"], shows.map { [.text(id), .text($0)] })
        records.session.hasWork = true
    }

    /// Brings back what a clock that was ahead has put off: a mail that was made in the future waits as long from now on as it was to wait,
    /// what was tried is tried again, and what a run had taken is free. An embargo is a time of its own, which no clock moves.
    public func bringBack(now: Instant) throws {
        // Machines that share a store may differ by less.
        let slack = now.adding(.seconds(86_400)), late = now.adding(.seconds(30 * 86_400))
        try records.run(
            """
            UPDATE envelopes SET not_before = not_before - created_at + \(now), created_at = \(now)
            WHERE channel = 'mail' AND state = 'waiting' AND attempts = 0 AND created_at > \(slack)
            """)
        // No try is put off for more than a day.
        try records.run(
            "UPDATE envelopes SET not_before = \(now) WHERE state = 'waiting' AND attempts > 0 AND not_before > \(late)"
        )
        try records.run("UPDATE envelopes SET leased_until = 0 WHERE state = 'waiting' AND leased_until > \(late)")
    }

    /// Ends a lease before anything was tried.
    public func giveBack(_ item: StoredEnvelope) throws {
        try records.run(
            "UPDATE envelopes SET leased_until = 0 WHERE id = \(item.id) AND leased_until = \(item.leasedUntil)")
    }

    /// Takes up to `count` messages that are due for one worker alone, the oldest first. A message is not taken while an earlier one with
    /// the same ordering key waits.
    /// - Parameters:
    ///   - due: messages due by then; the start of a run, so that the run tries nothing twice.
    ///   - until: when others may take them again.
    ///   - only: this message alone.
    public func lease(
        _ count: Int, channel: Envelope.Route.Channel, due: Instant, now: Instant, until: Instant,
        only: Envelope.ID? = nil
    ) throws -> [StoredEnvelope] {
        let items = try records.rows(
            """
            SELECT e.*, NULL AS last_detail, NULL AS last_number, NULL AS last_outcome FROM envelopes e
            WHERE e.channel = \(channel.rawValue) AND e.state = 'waiting' AND e.is_held = 0 AND e.not_before <= \(due) AND e.leased_until <= \(now)
                AND NOT EXISTS (SELECT 1 FROM envelopes p
                    WHERE p.order_key = e.order_key AND p.state = 'waiting' AND p.position < e.position)
                AND (CAST(\(only) AS TEXT) IS NULL OR e.id = \(only))
            ORDER BY e.position LIMIT \(count)\(raw: records.connection.dialect.skippingLocked)
            """
        ).map(stored)
        return try items.map { item in
            try records.run("UPDATE envelopes SET leased_until = \(until) WHERE id = \(item.id)")
            var leased = item
            leased.leasedUntil = until
            return leased
        }
    }

    /// Records one try and what follows from it.
    /// - Returns: whether it was still this worker's to record; another has it once the lease has ended.
    public func record(
        _ outcome: Outcome, of item: StoredEnvelope, next: RetrySchedule.Next, at now: Instant
    ) throws -> Bool {
        let lock = records.connection.dialect.lockingRow
        let lease = try records.rows("SELECT leased_until FROM envelopes WHERE id = \(item.id)\(raw: lock)").first
        guard try lease?.instant("leased_until") == item.leasedUntil else { return false }
        let id = item.id
        if outcome.isTry {
            try records.run(
                """
                INSERT INTO attempts (envelope_id, number, at, outcome, sealed_detail)
                VALUES (\(id), \(item.attempts + 1), \(now), \(outcome.name),
                    \(try sealDetail(outcome.detail, of: id.text, number: item.attempts + 1)))
                """)
            try records.run("UPDATE envelopes SET attempts = attempts + 1 WHERE id = \(id)")
            records.session.tried = .init(envelope: id.text, attempts: item.attempts + 1)
        }
        switch next {
        case .done: try records.run("UPDATE envelopes SET state = 'delivered', leased_until = 0 WHERE id = \(id)")
        case .failed: try records.run("UPDATE envelopes SET state = 'dead', leased_until = 0 WHERE id = \(id)")
        case .again(let at):
            try records.run("UPDATE envelopes SET not_before = \(at), leased_until = 0 WHERE id = \(id)")
        }
        return true
    }

    /// How many envelopes are due but taken by a run that has not reported, and until when at the latest.
    public func claimed(now: Instant) throws -> (count: Int, until: Instant)? {
        let row = try records.rows(
            """
            SELECT COUNT(*) AS n, COALESCE(MAX(leased_until), 0) AS until FROM envelopes
            WHERE state = 'waiting' AND is_held = 0 AND leased_until > \(now)
            """
        ).first
        guard let row, try row.integer("n") > 0 else { return nil }
        return (try row.integer("n"), try row.instant("until"))
    }

    /// When the first of the envelopes that a run has taken is free again; `nil` where none is taken.
    public func firstLeaseEnd(now: Instant) throws -> Instant? {
        try records.rows(
            "SELECT MIN(leased_until) AS first FROM envelopes WHERE state = 'waiting' AND leased_until > \(now)"
        ).first?.optionalInstant("first")
    }

    /// Everything in the outbox in the order it was stored, or only what is in one state.
    public func all(state: StoredEnvelope.State? = nil) throws -> [StoredEnvelope] {
        try outboxRows(state: state)
    }

    func outboxRows(
        state: StoredEnvelope.State? = nil, contact: Contact.ID? = nil, subject: String? = nil
    ) throws -> [StoredEnvelope] {
        try records.session.prefetch(.envelope, records.connection)
        return try records.rows(
            """
            SELECT e.*, a.sealed_detail AS last_detail, a.number AS last_number, a.outcome AS last_outcome
            FROM envelopes e LEFT JOIN attempts a ON a.envelope_id = e.id
                AND a.number = (SELECT MAX(b.number) FROM attempts b WHERE b.envelope_id = e.id)
            WHERE (CAST(\(state?.rawValue) AS TEXT) IS NULL
                OR CASE WHEN a.outcome IN ('saved', 'superseded') THEN a.outcome ELSE e.state END = \(state?.rawValue))
                AND (CAST(\(contact) AS TEXT) IS NULL OR e.contact_id = \(contact))
                AND (CAST(\(subject) AS TEXT) IS NULL OR e.subject_id = \(subject))
            ORDER BY e.position
            """
        ).map(stored)
    }

    /// How many there are in each state, without opening one.
    public func counts() throws -> [StoredEnvelope.State: Int] {
        try records.rows(
            """
            SELECT COALESCE((SELECT MAX(a.outcome) FROM attempts a WHERE a.envelope_id = e.id
                AND a.outcome IN ('saved', 'superseded')), e.state) AS state, COUNT(*) AS n
            FROM envelopes e GROUP BY 1
            """
        ).reduce(into: [:]) { counts, row in
            counts[try row.value(StoredEnvelope.State.self, "state")] = try row.integer("n")
        }
    }

    /// How many wait for a person's word.
    public func heldEnvelopes() throws -> Int {
        try records.rows("SELECT COUNT(*) AS n FROM envelopes WHERE state = 'waiting' AND is_held = 1").first?.integer(
            "n") ?? 0
    }

    /// Keeps messages back until a person says that they may go.
    func hold(_ ids: [String]) throws {
        for id in ids { try records.run("UPDATE envelopes SET is_held = 1 WHERE id = \(id) AND state = 'waiting'") }
    }

    /// After a restore: what another store knows to be over is over here; what nobody knows of is held.
    /// - Parameter fates: states by id.
    func settle(_ fates: [String: String]) throws {
        try records.rounds.holdMails()
        for row in try records.rows("SELECT id FROM envelopes WHERE state = 'waiting'") {
            let id = try row.text("id"), fate = fates[id] ?? "unknown"
            switch fate {
            case "waiting": try records.run("UPDATE envelopes SET leased_until = 0 WHERE id = \(id)")
            case "delivered", "dead":
                try records.run("UPDATE envelopes SET state = \(fate), leased_until = 0 WHERE id = \(id)")
            default:
                try hold([id])
                try records.run("UPDATE envelopes SET leased_until = 0 WHERE id = \(id)")
            }
        }
    }

    /// Lets held messages go after all, or gives them up.
    /// - Parameter id: one of them, or all.
    /// - Returns: their ids.
    public func decideHeld(_ id: Envelope.ID?, send: Bool) throws -> [String] {
        let ids = try records.rows(
            """
            SELECT id FROM envelopes WHERE state = 'waiting' AND is_held = 1
                AND (CAST(\(id) AS TEXT) IS NULL OR id = \(id)) ORDER BY position
            """
        ).map { try $0.text("id") }
        for id in ids {
            if send {
                try records.run("UPDATE envelopes SET is_held = 0 WHERE id = \(id)")
            } else {
                try records.run("UPDATE envelopes SET state = 'dead', is_held = 0 WHERE id = \(id)")
            }
        }
        if send, !ids.isEmpty { records.session.hasWork = true }
        return ids
    }

    /// What a receiver answered may quote an address.
    func sealDetail(_ detail: String, of id: String, number: Int) throws -> [UInt8] {
        try records.seal(Array(detail.utf8), KeyID(.envelope, id), "attempts", "detail", row: "\(id)/\(number)")
    }

    private func state(_ row: Row) throws -> StoredEnvelope.State {
        switch try row.optionalText("last_outcome") {
        case Outcome.saved.name: .saved
        case StoredEnvelope.State.superseded.rawValue: .superseded
        default: try row.value(StoredEnvelope.State.self, "state")
        }
    }

    private func stored(_ row: Row) throws -> StoredEnvelope {
        let id = try row.text("id"), key = KeyID(.envelope, id)
        func opened(_ column: String, _ name: String) throws -> [UInt8]? {
            try row.optionalBytes(column).map { try records.open($0, key, "envelopes", name, row: id) }
        }
        // What retention or an erasure has emptied stays in the list without its content.
        let isEmptied = try row.bytes("payload").isEmpty
        let route: Envelope.Route
        switch try row.value(Envelope.Route.Channel.self, "channel") {
        case .mail:
            let address = isEmptied ? nil : try opened("sealed_address", "address")
            route = .mail(
                to: try address.map { try EmailAddress(parsing: String(decoding: $0, as: UTF8.self)) }
                    ?? EmailAddress(parsing: "erased@convoke.invalid"),
                contact: try row.id("contact_id"))
        case .webhook: route = .webhook(try row.id("partner_id"))
        }
        let detail =
            isEmptied
            ? nil
            : try row.optionalBytes("last_detail").map {
                try records.open($0, key, "attempts", "detail", row: "\(id)/\(try row.integer("last_number"))")
            }
        return StoredEnvelope(
            id: try row.id("id"), route: route, kind: try row.value(MessageKind.self, "kind"),
            about: try row.text("subject_id"), orderingKey: try row.text("order_key"),
            payload: try isEmptied ? [] : opened("payload", "payload") ?? [], created: try row.instant("created_at"),
            ground: try row.text("ground"), state: try state(row), isHeld: try row.integer("is_held") == 1,
            attempts: try row.integer("attempts"), notBefore: try row.instant("not_before"),
            leasedUntil: try row.instant("leased_until"),
            lastDetail: detail.map { String(decoding: $0, as: UTF8.self) })
    }
}
