internal import Channels
public import Coordination
internal import DirectoryFiles
internal import Storage

/// How one try ended.
public struct AttemptReport: Sendable, Codable {
    public let envelope: String
    public let kind: String
    public let channel: String
    /// `delivered`, `waiting` for another try, or `dead`.
    public let state: String
    public let detail: String
}

/// What one run of the outbox did.
public struct DeliveryReport: Sendable, Codable {
    public var attempts: [AttemptReport] = []

    /// How many tries ended in a state.
    public func count(_ state: String) -> Int { attempts.filter { $0.state == state }.count }
}

extension Secretariat {
    /// Longer than any try may take, so that no other worker takes an envelope that is under way.
    private static let leaseTime = Duration.seconds(120)

    /// Tries everything that is due, each envelope once, and records how it ended.
    ///
    /// The try happens outside any transaction. A stop between the try and its record repeats that try later, under
    /// the same id and with the same bytes.
    /// - Parameter progress: told after each group how many are through.
    public func deliver(
        only id: Envelope.ID? = nil, progress: @Sendable (Int) -> Void = { _ in }
    ) async throws -> DeliveryReport {
        var report = DeliveryReport(), tried: Set<Envelope.ID> = []
        while true {
            let start = world.now()
            let until = start.adding(Self.leaseTime), seen = tried
            let leased = try await store.write { records in
                try records.lease(64, now: start, until: until, only: id, except: seen)
            }
            guard !leased.isEmpty else { return report }
            tried.formUnion(leased.map(\.envelope.id))
            let results = await withTaskGroup(of: (StoredEnvelope, Outcome).self) { group in
                for item in leased { group.addTask { (item, await attempt(item)) } }
                var all: [(StoredEnvelope, Outcome)] = []
                for await result in group { all.append(result) }
                return all
            }
            report.attempts += try await record(results)
            progress(report.attempts.count)
        }
    }

    /// One try through the envelope's channel.
    private func attempt(_ item: StoredEnvelope) async -> Outcome {
        let envelope = item.envelope
        switch envelope.route {
        case .webhook(let id):
            guard let partner = try? await store.read({ try $0.partner(id) }) else {
                return .refused("the partner is gone")
            }
            return await channels.webhooks.send(envelope.payload, id: envelope.id.text, to: partner, now: world.now())
        case .mail(let address, let id):
            // Consent may have ended while the mail was waiting.
            let purpose: Consent.Purpose = envelope.kind == "sign-on-request" ? .signOn : .invite
            guard let contact = try? await store.read({ try $0.contact(id) }), let gate = try? gate() else {
                return .refused("the contact is gone")
            }
            if let objection = gate.objection(to: contact, purpose: purpose, channel: .email) {
                return .refused(objection.meaning)
            }
            guard let mail = settings.mail else {
                return Maildir(path: home.mail).put(envelope.payload, id: envelope.id.text)
            }
            do {
                return await channels.mail(through: try server(mail)).send(
                    envelope.payload, from: officer.address, to: address)
            } catch {
                return .held("\(error)")
            }
        }
    }

    private func record(_ results: [(StoredEnvelope, Outcome)]) async throws -> [AttemptReport] {
        let now = world.now(), jitter = world.randomBytes(results.count).map { Double($0) / 127.5 - 1 }
        return try await store.write { records in
            try zip(results, jitter).map { result, jitter in
                let (item, outcome) = result
                let next = RetrySchedule.next(after: outcome, attempt: item.attempts + 1, now: now, jitter: jitter)
                try records.record(outcome, of: item, next: next, at: now)
                if case .gone = outcome, case .webhook(let id) = item.envelope.route {
                    var partner = try records.partner(id)
                    partner.state = .disabled
                    try records.save(partner)
                }
                return Self.report(item, outcome, next)
            }
        }
    }

    private static func report(_ item: StoredEnvelope, _ outcome: Outcome, _ next: RetrySchedule.Next) -> AttemptReport
    {
        let state: String
        switch next {
        case .done: state = StoredEnvelope.State.delivered.rawValue
        case .dead: state = StoredEnvelope.State.dead.rawValue
        case .again: state = StoredEnvelope.State.waiting.rawValue
        }
        return AttemptReport(
            envelope: item.envelope.id.text, kind: item.envelope.kind, channel: item.envelope.route.channel,
            state: state,
            detail: outcome.detail)
    }
}
