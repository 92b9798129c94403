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

/// A mailing whose every step is decided.
struct WrittenMailing: Sendable {
    let mailing: ConveningMailing
    /// In the order of the recipients.
    let steps: [MailingPlan.Step]
    let exclusions: [Contact.ID: Exclusion]
    /// What was confirmed of its words.
    let marks: [String]

    /// Contacts who are passed over, with the reason.
    var skipped: [String: String] {
        zip(mailing.recipients, steps).reduce(into: mailing.passedOver) { skipped, item in
            if case .skip(let exclusion, _) = item.1 { skipped[item.0.contact.id.text] = exclusion.meaning }
        }
    }

    func notBefore(_ person: Invited) -> Instant { mailing.releases[person.invitation.id] ?? mailing.release }

    /// What is kept of it while it is staged: enough to know whether another command means the same.
    func stored() throws -> StoredMailing {
        // When it may leave depends on the moment at which the command was given.
        var convening = mailing.convening
        convening.announced = nil
        return StoredMailing(
            decision: mailing.decision,
            content: try Rounds.digest(of: [mailing.original, convening])
                + Rounds.digest(of: mailing.recipients.map(\.invitation.id)) + Rounds.digest(of: [mailing.span]))
    }

    /// Stores the convening's new state, from which on the mails count.
    /// - Throws: `Problem.tryAgain` where the convening or its list was changed since it was read.
    func release(_ records: Records, at now: Instant) throws {
        let convening = mailing.convening
        let stored = Set(try records.invitations.all(of: convening.id))
        guard try records.convenings.one(convening.id) == mailing.original,
            mailing.everyone.allSatisfy({ stored.contains($0.invitation) })
        else { throw Problem.changedMeanwhile(convening.id) }
        var stamped = convening
        stamped.stamped(now: now)
        try stamped.confirm(marks, of: convening.id.text, records)
        try records.convenings.update(stamped)
        try records.note(mailing.notice.event, convening.id.text)
    }
}

extension Mailings {
    /// Writes the mails of a mailing and puts them into the outbox with the convening's new state: all of them or, where one may not
    /// leave, none. They are written while nobody waits. Many are staged in batches and released together.
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
        let states = try await operation.read { try $0.mails.mailStates(of: convening.id) }
        let steps = mailing.plan(objections, states).steps
        let written = WrittenMailing(mailing: mailing, steps: steps, exclusions: objections, marks: marks)
        if steps.count <= Rounds.batch {
            try await store(written, writers, progress)
        } else {
            try await stage(written, writers, progress)
        }
        return MailingReport(
            convening: convening.id, kind: mailing.notice.kind, queued: steps.count(where: \.isSent),
            skipped: written.skipped, release: mailing.release > operation.now ? mailing.release : nil)
    }

    /// A few mails, in one transaction.
    private func store(
        _ written: WrittenMailing, _ writers: Writers, _ progress: @Sendable (Int, Int) -> Void
    ) async throws {
        let mailing = written.mailing
        var mails: [Envelope?] = []
        for (person, step) in zip(mailing.recipients, written.steps) {
            mails.append(try writers.mail(to: person, for: step, operation))
            progress(mails.count, mailing.recipients.count)
        }
        let ready = mails
        try await operation.change { [self] records in
            try written.release(records, at: operation.now)
            for (number, person) in mailing.recipients.enumerated() {
                try written.steps[number].carryOut(on: person.invitation, records, at: operation.now) {
                    guard let mail = ready[number] else { return }
                    try records.outbox.insert(mail, notBefore: written.notBefore(person))
                }
            }
        }
    }

    /// Many mails, in batches that nobody sees before all are written.
    private func stage(
        _ written: WrittenMailing, _ writers: Writers, _ progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws {
        let mailing = written.mailing, total = mailing.recipients.count
        try await operation.rounds.run(
            .mailing, about: mailing.convening.id.text, total: total, plan: try written.stored()
        ) { id in
            let staged = try await operation.read { try $0.rounds.stagedInvitations(in: id) }
            let left = mailing.recipients.indices.filter { !staged.contains(mailing.recipients[$0].invitation.id) }
            for start in stride(from: 0, to: left.count, by: Rounds.batch) {
                let part = Array(left[start..<min(start + Rounds.batch, left.count)])
                let mails = try part.map { number in
                    try writers.mail(to: mailing.recipients[number], for: written.steps[number], operation)
                }
                try await operation.rounds.stage(in: id) { records in
                    for (number, mail) in zip(part, mails) {
                        let person = mailing.recipients[number]
                        try records.rounds.stage(
                            mail, notBefore: written.notBefore(person), for: person.invitation.id,
                            exclusion: written.exclusions[person.contact.id], number: number, in: id)
                    }
                }
                progress(staged.count + start + part.count, total)
            }
        } releasing: { [self] in
            try written.release($0, at: operation.now)
        }
    }

    /// What writes each kind of words of a mailing.
    struct Writers {
        let own: NoticeWriter
        let invitation: NoticeWriter?
        let combined: NoticeWriter?

        /// The mail to one person; `nil` where none is to be sent.
        func mail(to person: Invited, for step: MailingPlan.Step, _ operation: Operation) throws -> Envelope? {
            guard step.isSent else { return nil }
            return try writer(for: step).envelope(to: person, id: operation.newSecretID("msg"))
        }

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
