public import Coordination
internal import Storage

/// What a round of mail put into the outbox.
public struct RoundReport: Sendable, Codable {
    public let convening: String
    /// `invitation`, `update` or `cancellation`.
    public let kind: String
    public let queued: Int
    /// Contacts who were passed over, with the reason.
    public let skipped: [String: String]
}

extension Secretariat {
    /// Invites everyone on the list who was not asked yet: one mail for each, stored in the outbox.
    public func invite(_ id: Convening.ID) async throws -> RoundReport {
        let original = try await store.read { try $0.convening(id) }
        var convening = original
        let span = try convening.invite(now: world.now())
        let everyone = try await invited(to: id).filter { $0.invitation.state != .withdrawn }
        // Who was passed over by a later revision is asked again, too.
        let fresh = everyone.filter { $0.invitation.sentSequence != convening.sequence }
        guard !fresh.isEmpty else {
            throw Problem(
                .notAllowed, at: id.text, everyone.isEmpty ? "has nobody on its list" : "has nobody left to invite",
                remedy: "Add people with 'convoke convening invitees \(id) --add …'.")
        }
        return try await send(.invitation, convening, replacing: original, span: span, to: fresh, among: everyone)
    }

    /// Moves a convening whose invitations are out: everyone is asked again.
    public func reschedule(_ id: Convening.ID, to start: Instant) async throws -> RoundReport {
        let original = try await store.read { try $0.convening(id) }
        var convening = original
        guard convening.state == .invited, let before = convening.span else {
            throw Problem(
                .notAllowed, at: id.text, "has no invitations out",
                remedy: "Use 'convoke convening book \(id)' instead.")
        }
        try convening.book(start, now: world.now())
        let span = try convening.invite(now: world.now())
        let everyone = try await invited(to: id).filter { $0.invitation.state != .withdrawn }
        return try await send(
            .update(before: before), convening, replacing: original, span: span,
            to: everyone.filter { $0.invitation.sentSequence != nil }, among: everyone)
    }

    /// Calls a convening off and tells everyone who was asked.
    public func cancel(_ id: Convening.ID, reason: String?) async throws -> RoundReport {
        let original = try await store.read { try $0.convening(id) }
        var convening = original
        let wasInvited = convening.state == .invited
        try convening.cancel()
        let everyone = wasInvited ? try await invited(to: id).filter { $0.invitation.state != .withdrawn } : []
        guard let span = convening.span else {
            return try await keep(
                convening, replacing: original, [], changing: [], among: [], kind: "cancellation", skipped: [:])
        }
        return try await send(
            .cancellation(reason: reason), convening, replacing: original, span: span,
            to: everyone.filter { $0.invitation.sentSequence != nil }, among: everyone)
    }

    /// Writes the mails of one round, then stores them with the convening's new state in one transaction.
    private func send(
        _ notice: Notice, _ convening: Convening, replacing original: Convening, span: TimeSpan,
        to recipients: [Invited], among everyone: [Invited]
    ) async throws -> RoundReport {
        let gate = try gate()
        let mayBeWritten = { (person: Invited) in
            gate.objection(to: person.contact, purpose: .invite, channel: .email, about: convening.id.text)
        }
        // Who may not be written to, or was not asked, is shown to nobody either.
        let shown = everyone.filter { person in
            let isAsked =
                person.invitation.sentSequence == original.sequence
                || recipients.contains { $0.contact.id == person.contact.id }
            return isAsked && mayBeWritten(person) == nil
        }
        let visible = convening.visibility == .open ? shown.map(\.contact.id) : []
        let hidden = try await everyoneElse().filter { !visible.contains($0.id) }
        try gate.check(words: Self.words(of: notice, convening), hiding: hidden)
        var mails: [Envelope] = [], changed: [Invitation] = [], skipped: [String: String] = [:]
        for person in recipients {
            if let objection = mayBeWritten(person) {
                skipped[person.contact.id.text] = objection.meaning
                // An answer to the old time must not count for the new one.
                var unasked = person.invitation
                if case .cancellation = notice {
                    unasked.state = .withdrawn
                } else if unasked.sentSequence != nil {
                    unasked.state = .needsAction
                }
                changed.append(unasked)
                continue
            }
            let envelope = try await self.notice(
                notice, convening, span: span, to: person, showing: convening.visibility == .open ? shown : [person],
                hiding: everyone, sequence: convening.sequence)
            var invitation = person.invitation.asked(sequence: convening.sequence)
            if case .cancellation = notice { invitation.state = .withdrawn }
            mails.append(envelope)
            changed.append(invitation)
        }
        return try await keep(
            convening, replacing: original, mails, changing: changed, among: everyone, kind: notice.kind,
            skipped: skipped)
    }

    /// What the same words tell everyone for the first time. A convening that was let out once can always be called off.
    private static func words(of notice: Notice, _ convening: Convening) -> [String] {
        switch notice {
        case .update: return []
        case .cancellation(let reason): return reason.map { [$0] } ?? []
        case .invitation: break
        }
        guard convening.visibility == .open else { return Array(convening.titles.values) }
        return [convening.title, convening.venue ?? "", convening.link ?? ""] + convening.agenda.values.flatMap { $0 }
    }

    /// Stores a round in one transaction, if nothing it was written from has changed meanwhile.
    private func keep(
        _ convening: Convening, replacing original: Convening, _ mails: [Envelope],
        changing invitations: [Invitation], among everyone: [Invited], kind: String, skipped: [String: String]
    ) async throws -> RoundReport {
        let now = world.now(), who = who
        return try await store.write { records in
            let stored = try records.invitations(of: convening.id)
            guard try records.convening(convening.id) == original,
                everyone.allSatisfy({ stored.contains($0.invitation) })
            else { throw Problem.changedMeanwhile(convening.id) }
            try records.update(convening)
            for envelope in mails { try records.insert(envelope, notBefore: now) }
            for invitation in invitations { try records.update(invitation) }
            try records.note("convening.\(kind)", convening.id.text, by: who, at: now)
            return RoundReport(convening: convening.id.text, kind: kind, queued: mails.count, skipped: skipped)
        }
    }
}

extension Problem {
    /// Someone else changed the convening between reading and storing.
    static func changedMeanwhile(_ id: Convening.ID) -> Problem {
        Problem(
            .tryAgain, at: id.text, "was changed by someone else meanwhile",
            remedy: "Look at it with 'convoke convening show \(id)' and try again.")
    }
}
