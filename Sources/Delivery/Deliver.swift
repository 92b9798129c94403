internal import CalendarFeeds
internal import Channels
public import Coordination
public import Installation
internal import Storage

/// How one try ended.
public struct AttemptReport: View {
    public let envelope: Envelope.ID
    public let kind: MessageKind
    public let channel: Envelope.Route.Channel
    /// `delivered`, `saved` to the local folder, `waiting` for another try, or `failed`.
    public let state: String
    public let detail: String
}

/// What one run of the outbox did.
public struct DeliveryReport: View {
    public var attempts: [AttemptReport] = []
    /// Envelopes that another run has taken, or that a stopped run had; they are free again at the latest then.
    public var claimed = 0
    public var claimedUntil: Instant?
    /// Envelopes that wait for their time, and the first of these times.
    public var later = 0
    public var nextDue: Instant?
    /// What could not be prepared, each with its reason and its remedy.
    public var troubles: [String] = []

    /// How many tries ended in a state.
    public func count(_ state: String) -> Int { attempts.filter { $0.state == state }.count }

    /// Tries after which nothing is left to do: the message was delivered, or saved to the local folder.
    public var sent: Int { count("delivered") + count("saved") }

    /// Tries that did not come to an end, or to a bad one.
    public var notTaken: [AttemptReport] { attempts.filter { $0.state != "delivered" && $0.state != "saved" } }
}

extension Outbox {
    /// Tries everything that is due, each envelope once, and records how it ended.
    ///
    /// The try happens outside any transaction. A stop between the try and its record repeats that try later, under
    /// the same id and with the same bytes.
    /// - Parameters:
    ///   - id: this envelope alone.
    ///   - limit: no more of each channel are begun after so many tries.
    ///   - progress: told after each try how many are through.
    @discardableResult
    public func deliver(
        only id: Envelope.ID? = nil, atMost limit: Int = .max, progress: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws -> DeliveryReport {
        // Nothing is taken that could not be opened.
        _ = try operation.store.vaultKey()
        let start = operation.clock.now(), count = Counter()
        if id == nil { try await operation.rounds.completeAbandoned() }
        if id == nil { try await operation.share { try $0.outbox.bringBack(now: start) } }
        let told: @Sendable () -> Void = { progress(count.next()) }
        var troubles: [String] = []
        var barred: [String: String] = [:]
        for guardian in operation.installation.guards {
            if id == nil { troubles += try await guardian.prepare(operation) }
            barred.merge(try await guardian.barred(operation)) { first, _ in first }
        }
        // One mail at a time and one message a partner: a stop leaves no more than these in doubt.
        let reasons = barred
        async let mails = attempts(1, .mail, due: start, only: id, atMost: limit, barred: [:], told)
        async let posts = attempts(64, .webhook, due: start, only: id, atMost: limit, barred: reasons, told)
        var report = DeliveryReport(attempts: try await mails + posts)
        let end = operation.clock.now()
        if let claimed = try await operation.read({ try $0.outbox.claimed(now: end) }) {
            report.claimed = claimed.count
            report.claimedUntil = claimed.until
        }
        if let later = try await operation.read({ try $0.mails.nextDue(after: end) }) {
            report.later = later.count
            report.nextDue = later.at
        }
        if id == nil { troubles += try await operation.feeds.refresh() }
        report.troubles = troubles
        return report
    }

    /// How long a message gives way at most.
    private static let courtesy = Duration.milliseconds(50)

    /// Everything of one channel that is due, some at a time.
    private func attempts(
        _ count: Int, _ channel: Envelope.Route.Channel, due: Instant, only id: Envelope.ID?, atMost limit: Int,
        barred: [String: String],
        _ told: @escaping @Sendable () -> Void
    ) async throws -> [AttemptReport] {
        var reports: [AttemptReport] = []
        while !Task.isCancelled, reports.count < limit {
            await GivingWay.pause(atMost: Self.courtesy)
            let now = operation.clock.now()
            let leased = try await operation.share { records in
                try records.outbox.lease(
                    count, channel: channel, due: due, now: now, until: now.adding(Envelope.leaseTime), only: id)
            }
            if leased.isEmpty { break }
            // Nothing is sent that is not stored wherever it has to be. Others need not wait for the lease to end.
            guard operation.store.unconfirmed == nil else {
                try await operation.share { records in for item in leased { try records.outbox.giveBack(item) } }
                throw Problem.standbyIsMissing
            }
            let results = await withTaskGroup(of: Result<AttemptReport?, any Error>.self) { group in
                for item in leased {
                    // Each try is recorded as it ends; one that cannot be recorded does not keep the others from it.
                    group.addTask {
                        // A stop lets the try under way end and be recorded: the task does not hear of it.
                        let attempt = Task { try await deliver(item, barred: barred[item.about]) }
                        do {
                            let report = try await attempt.value
                            told()
                            return .success(report)
                        } catch {
                            return .failure(error)
                        }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            reports += try results.compactMap { try $0.get() }
        }
        return reports
    }

    /// Tries first and records then. In the other order a stop between the two would lose the message.
    private func deliver(_ item: StoredEnvelope, barred: String?) async throws -> AttemptReport? {
        #if DEBUG
            if FaultInjection.isMarkedBeforeSent {
                let report = try await record(.delivered("planted fault"), of: item)
                _ = await attempt(item, barred: barred)
                return report
            }
        #endif
        return try await record(await attempt(item, barred: barred), of: item)
    }

    /// One try through the envelope's channel.
    /// - Parameter barred: why what it is about may not go out.
    private func attempt(_ item: StoredEnvelope, barred: String?) async -> Outcome {
        if let barred { return .refused(barred) }
        guard let guardian = operation.installation.guards.first(where: { $0.kinds.contains(item.kind) }) else {
            return .held("this program has no service for messages of its kind")
        }
        switch item.route {
        case .webhook(let id):
            let partner: Partner
            do {
                partner = try await operation.read { try $0.statements.partner(id) }
            } catch {
                return Self.unavailable(error, "the partner is gone")
            }
            return await operation.channels.webhooks.send(
                item.payload, id: item.id.text, to: partner, now: operation.clock.now())
        case .mail(let address, let id):
            do {
                if let outcome = try await obstacle(to: item, address, id, guardian) { return outcome }
            } catch {
                return Self.unavailable(error, "the contact is gone")
            }
            guard let mail = operation.settings.mail else {
                return Maildir(path: operation.home.mail).put(item.payload, id: item.id.text)
            }
            do {
                return await operation.channels.mail(through: try operation.server(mail)).send(
                    item.payload, from: operation.senderIdentity.assistant ?? operation.senderIdentity.mailbox,
                    to: address)
            } catch {
                return .held("\(error)")
            }
        }
    }

    /// Why a mail may not leave any more, or not now: consent may have ended while it was waiting.
    private func obstacle(
        to item: StoredEnvelope, _ address: EmailAddress, _ id: Contact.ID, _ guardian: any DeliveryGuard
    ) async throws -> Outcome? {
        guard case .person(let purpose) = item.kind.audience else { return .refused("it is not a message to a person") }
        let contact = try await operation.read { try $0.contacts.one(id) }
        let objection = try await operation.gate(for: [contact]).objection(
            to: contact, purpose: purpose, channel: .email, about: item.about)
        let isSafe = contact.channels.contains { EmailAddress(rawValue: $0.address) == address }
        let change = isSafe ? nil : "the address is no longer one that the person named as safe"
        guard let reason = objection?.meaning ?? change else {
            return try await guardian.obstacle(to: item.id, for: contact, operation)
        }
        try await guardian.wasRefused(item.id, operation)
        return .refused(reason)
    }

    /// Only what is truly not there is given up; a store that cannot be read now can be later.
    private static func unavailable(_ error: any Error, _ gone: String) -> Outcome {
        (error as? Problem)?.kind == .missingInput ? .refused(gone) : .held("\(error)")
    }

    /// Records how a try ended. What was sent must be recorded, or it is sent again: it is tried for as long as the envelope is this
    /// run's own.
    /// - Returns: `nil` where the lease had ended and another run has the envelope.
    private func record(_ outcome: Outcome, of item: StoredEnvelope) async throws -> AttemptReport? {
        let jitter = operation.random.jitter
        var outage = Outage()
        while true {
            do {
                try await Installation.unlockQuietly(operation.store, operation.home)
                return try await keep(outcome, of: item, jitter: jitter)
            } catch let problem as Problem where problem.kind == .tryAgain || problem.kind == .unavailable {
                let wait = outage.nextWait(jitter: jitter)
                guard operation.clock.now().adding(wait) < item.leasedUntil else { throw problem }
                try await Task.sleep(for: wait)
                // Another program may have given the store a new key: it is unlocked anew, once it can be reached.
                if problem.kind == .tryAgain { operation.store.lock() }
            }
        }
    }

    private func keep(_ outcome: Outcome, of item: StoredEnvelope, jitter: Double) async throws -> AttemptReport? {
        // The try took its time: the record carries the moment after it.
        let later = operation.installation.operation(as: operation.actor, allowed: operation.permissions),
            now = later.now
        let next = RetrySchedule.next(after: outcome, attempt: item.attempts + 1, now: now, jitter: jitter)
        let work: @Sendable (Records) throws -> AttemptReport? = { records in
            guard try records.outbox.record(outcome, of: item, next: next, at: now) else { return nil }
            try records.note(outcome.event, item.id.text)
            return Self.report(item, outcome, next)
        }
        // Only what changes more than the message has to queue with those who write.
        guard next == .failed else { return try await later.share(work) }
        return try await later.change { records in
            let report = try work(records)
            guard report != nil else { return nil }
            try records.mails.untell(envelope: item.id.text)
            if case .gone = outcome, case .webhook(let id) = item.route {
                var partner = try records.statements.partner(id)
                partner.state = .disabled
                try records.statements.save(partner)
                try records.note(.partnerDisable, id.text)
            }
            return report
        }
    }

    private static func report(_ item: StoredEnvelope, _ outcome: Outcome, _ next: RetrySchedule.Next) -> AttemptReport
    {
        let state: String
        switch next {
        case .done: state = (outcome == .saved ? StoredEnvelope.State.saved : .delivered).name
        case .failed: state = StoredEnvelope.State.failed.name
        case .again: state = StoredEnvelope.State.waiting.name
        }
        return AttemptReport(
            envelope: item.id, kind: item.kind, channel: item.route.channel, state: state, detail: outcome.detail)
    }
}
