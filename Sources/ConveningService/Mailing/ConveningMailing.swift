public import Coordination
public import Installation
internal import Storage

/// What a mailing put into the outbox.
public struct MailingReport: View {
    public let convening: Convening.ID
    /// `invitation`, `update`, `cancellation`, `reminder` or `place`.
    public let kind: MessageKind
    public let queued: Int
    /// Contacts who were passed over, with the reason.
    public let skipped: [String: String]
    /// When it may leave at the earliest; edits until then become part of it.
    public let release: Instant?
}

/// Mails about one convening that go out together: what they say, of what, and to whom.
struct ConveningMailing: Sendable {
    var notice: Notice
    /// As it will be stored, and as it was read.
    let convening: Convening, original: Convening
    var span: TimeSpan
    var recipients: [Invited]
    var everyone: [Invited]
    var release: Instant
    /// What becomes of the invitations.
    var effect = Mailing.Effect.none
    /// What is said to those for whom an earlier update is taken back.
    var instead: Notice?
    /// When a person's mail may leave, where that is not the same for all.
    var releases: [Invitation.ID: Instant] = [:]
    /// Who gets none, with the reason.
    var passedOver: [String: String] = [:]

    /// What decides who gets which mail.
    var decision: Mailing {
        Mailing(
            kind: notice.kind, effect: effect, supersedes: notice.supersedes, isUpdate: notice.isUpdate,
            canCombine: instead != nil, sequence: convening.sequence)
    }

    /// What becomes of each invitation.
    func plan(_ objections: [Contact.ID: Exclusion], _ states: MailRecords.MailStates) -> MailingPlan {
        MailingPlan(
            decision,
            to: recipients.map { person in
                MailingPlan.Recipient(
                    person.invitation, exclusion: objections[person.contact.id],
                    mayKnow: states.known.contains(person.invitation.id),
                    waiting: states.waiting[person.invitation.id] ?? [])
            })
    }
}

extension Mailings {
    /// Writes the mails of a mailing and stores them with the convening's new state, in one transaction and one mail at a time.
    /// - Parameter progress: told how many of how many are written.
    func send(_ mailing: ConveningMailing, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) async throws
        -> MailingReport
    {
        let convening = mailing.convening
        let objections = try await objections(to: mailing.everyone, about: convening)
        let writers = try await writers(for: mailing, objections)
        var marks = try confirmed(wordsToConfirm(of: mailing, objections), of: convening)
        // The same words of the place were read with it.
        if !marks.isEmpty, case .invitation = mailing.notice {
            marks += placeToConfirm(of: convening, mailing.everyone)?.marks ?? []
        }
        let confirmation = marks
        // Encrypting takes its time, so those mails are made before the store is written.
        var sealed: [Contact.ID: Envelope] = [:]
        for person in mailing.recipients where person.contact.publicKey != nil && objections[person.contact.id] == nil {
            sealed[person.contact.id] = try writers.own.envelope(to: person, id: operation.newSecretID("msg"))
        }
        let ready = sealed
        return try await operation.change { [self] records in
            let stored = Set(try records.invitations.all(of: convening.id))
            guard try records.convenings.one(convening.id) == mailing.original,
                mailing.everyone.allSatisfy({ stored.contains($0.invitation) })
            else { throw Problem.changedMeanwhile(convening.id) }
            var stamped = convening
            stamped.stamped(now: operation.now)
            try stamped.confirm(confirmation, of: convening.id.text, records)
            try records.convenings.update(stamped)
            let states = try records.mails.mailStates(of: convening.id)
            let plan = mailing.plan(objections, states)
            var queued = 0, skipped = mailing.passedOver
            for (person, step) in zip(mailing.recipients, plan.steps) {
                let old = person.invitation, next: Invitation
                var envelope: Envelope?
                switch step {
                case .skip(let exclusion, let passedOver):
                    skipped[person.contact.id.text] = exclusion.meaning
                    next = passedOver
                case .giveUp(let withdrawn):
                    try records.mails.giveUp(old.id, at: operation.now)
                    next = withdrawn
                case .sendAnew(let asked):
                    try records.mails.giveUp(old.id, at: operation.now)
                    envelope = try writers.writer(for: step).envelope(to: person, id: operation.newSecretID("msg"))
                    next = asked
                case .send(let words, let superseded, let moved):
                    try records.mails.supersede(old.id, kinds: superseded, at: operation.now)
                    let made = words == .own ? ready[person.contact.id] : nil
                    envelope =
                        try made
                        ?? writers.writer(for: step).envelope(
                            to: person, id: operation.newSecretID("msg"))
                    next = moved
                }
                if let envelope {
                    try records.outbox.insert(envelope, notBefore: mailing.releases[old.id] ?? mailing.release)
                    queued += 1
                }
                if next != old { try records.invitations.update(next) }
                progress(queued, mailing.recipients.count)
            }
            try records.note(mailing.notice.event, convening.id.text)
            return MailingReport(
                convening: convening.id, kind: mailing.notice.kind, queued: queued, skipped: skipped,
                release: mailing.release > operation.now ? mailing.release : nil)
        }
    }

    /// What writes each kind of words of a mailing.
    struct Writers {
        let own: NoticeWriter
        let invitation: NoticeWriter?
        let combined: NoticeWriter?

        func writer(for step: MailingPlan.Step) -> NoticeWriter {
            switch step {
            case .sendAnew: invitation ?? own
            case .send(.combined, _, _): combined ?? own
            case .send, .giveUp, .skip: own
            }
        }
    }

    func writers(
        for mailing: ConveningMailing, _ objections: [Contact.ID: Exclusion]
    ) async throws -> Writers {
        let own = try await checkedWriter(for: mailing, objections)
        // Whoever was not told of the old state yet is told of the new one alone.
        var invitation: NoticeWriter?, combined: NoticeWriter?
        if mailing.notice.isUpdate, let span = mailing.convening.span {
            invitation = try await writer(for: mailing, saying: .invitation, of: span, objections)
        }
        if let instead = mailing.instead {
            combined = try await writer(for: mailing, saying: instead, of: mailing.span, objections)
        }
        return Writers(own: own, invitation: invitation, combined: combined)
    }

    /// What all mails of a mailing have in common, once its words are checked against whom they could name.
    func checkedWriter(
        for mailing: ConveningMailing, _ objections: [Contact.ID: Exclusion]
    ) async throws -> NoticeWriter {
        let convening = mailing.convening
        if case .some(let reason) = mailing.notice.reason,
            let phrase = Redaction.firstPhrase(
                in: reason, of: convening.secrets, but: Array(convening.titles.values))
        {
            throw Problem(
                .notAllowed, at: convening.id.text,
                "would be given away by the reason, which says '\(phrase)'",
                remedy: "Write it without the title, the venue and the link: it goes to everyone who was asked.")
        }
        let shown = convening.visibility == .open ? shown(in: mailing, objections) : []
        let words = words(of: mailing)
        let hidden = HiddenPeople(
            try await operation.people(namedIn: words),
            organizations: hiddenOrganizations(of: mailing.everyone, in: convening))
        try await operation.gate().check(words: words, hiding: hidden, showing: Set(shown.map(\.contact.id)))
        return try await writer(for: mailing, saying: mailing.notice, of: mailing.span, objections)
    }

    private func writer(
        for mailing: ConveningMailing, saying notice: Notice, of span: TimeSpan, _ objections: [Contact.ID: Exclusion]
    ) async throws -> NoticeWriter {
        try await writer(
            notice, mailing.convening, span: span,
            recipients: mailing.recipients.filter { objections[$0.contact.id] == nil },
            shown: shown(in: mailing, objections), everyone: mailing.everyone)
    }

    func shown(in mailing: ConveningMailing, _ objections: [Contact.ID: Exclusion]) -> [Invited] {
        let wanted = Set(mailing.recipients.map(\.contact.id))
        return Self.shown(of: mailing.everyone, objections) { person in
            wanted.contains(person.contact.id) || person.invitation.sentSequence == mailing.original.sequence
        }
    }

    /// Whom an open convening lists: who was asked and may be written to. Nobody else is shown to anyone.
    static func shown(
        of everyone: [Invited], _ objections: [Contact.ID: Exclusion], where isAsked: (Invited) -> Bool
    ) -> [Invited] {
        everyone.filter { isAsked($0) && objections[$0.contact.id] == nil }
    }

    /// Why people may not be written to about a convening.
    func objections(to people: [Invited], about convening: Convening) async throws -> [Contact.ID: Exclusion] {
        let gate = try await operation.gate()
        return people.reduce(into: [:]) { found, person in
            found[person.contact.id] = gate.objection(
                to: person.contact, purpose: .invite, channel: .email, about: convening.id.text)
        }
    }

    /// What the mailing tells for the first time. A convening that was let out once can always be called off.
    func words(of mailing: ConveningMailing) -> [String] {
        let now = mailing.convening, before = mailing.original
        switch mailing.notice {
        case .moved, .reminder, .refresh, .counterDeclined, .withdrawal: return []
        case .place: return [now.venue ?? "", now.link ?? ""]
        case .cancellation(let reason), .cancelledOnce(_, let reason): return reason.map { [$0] } ?? []
        case .invitation:
            return now.visibility == .open ? Self.content(of: now) : Array(now.titles.values)
        case .update, .change:
            let known = Set(Self.content(of: before))
            return now.visibility == .open ? Self.content(of: now).filter { !known.contains($0) } : []
        }
    }

    private static func content(of convening: Convening) -> [String] {
        [convening.title, convening.venue ?? "", convening.link ?? ""] + convening.agenda.values.flatMap { $0 }
    }
}

extension Problem {
    /// Someone else changed the convening between reading and storing.
    package static func changedMeanwhile(_ id: Convening.ID) -> Problem {
        Problem(
            .tryAgain, at: id.text, "was changed by someone else meanwhile",
            remedy: "Look at it with \(.conveningShow, id) and try again.")
    }
}
