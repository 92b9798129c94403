public import Coordination
internal import Storage

/// What a round of mail put into the outbox.
public struct RoundReport: Sendable, Codable {
    public let convening: String
    /// `invitation`, `update`, `cancellation`, `reminder` or `place`.
    public let kind: String
    public let queued: Int
    /// Contacts who were passed over, with the reason.
    public let skipped: [String: String]
    /// When it may leave at the earliest; edits until then become part of it.
    public let release: Instant?
}

extension Secretariat {
    /// One round of mail: what is said, of what, and to whom.
    struct Round: Sendable {
        var notice: Notice
        /// As it will be stored, and as it was read.
        let convening: Convening, original: Convening
        var span: TimeSpan
        var recipients: [Invited]
        let everyone: [Invited]
        var release: Instant
        /// What is said to those for whom an earlier update is taken back.
        var instead: Notice?
        /// What becomes of an invitation once its mail is written.
        var moved: @Sendable (Invitation) -> Invitation = { $0 }
        /// What becomes of it where none may be written.
        var passedOver: @Sendable (Invitation) -> Invitation = { $0 }
        /// When a person's mail may leave, where that is not the same for all.
        var releases: [Invitation.ID: Instant] = [:]
    }

    /// Writes the mails of a round and stores them with the convening's new state, in one transaction and one mail at a time.
    /// - Parameter progress: told how many of how many are written.
    func send(_ round: Round, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }) async throws
        -> RoundReport
    {
        let convening = round.convening, notice = round.notice
        let objections = try objections(to: round.everyone, about: convening)
        let recipients = round.recipients.filter { objections[$0.contact.id] == nil }
        let writer = try await checkedWriter(for: round)
        // Whoever was not told of the old state yet is told of the new one alone.
        let invitationWriter =
            notice.isUpdate ? try await self.writer(for: round, saying: .invitation, of: convening.span) : nil
        let combinedWriter = try await self.writer(for: round, saying: round.instead, of: round.span)
        // GnuPG takes its time, so those mails are made before the store is written.
        var sealed: [Contact.ID: Envelope] = [:]
        for person in recipients where person.contact.publicKey != nil {
            sealed[person.contact.id] = try writer.envelope(to: person, id: newSecretID("msg"))
        }
        let now = world.now(), who = who, ready = sealed
        return try await store.write { [self] records in
            let stored = Set(try records.invitations(of: convening.id))
            guard try records.convening(convening.id) == round.original,
                round.everyone.allSatisfy({ stored.contains($0.invitation) })
            else { throw Problem.changedMeanwhile(convening.id) }
            try records.update(convening)
            var written = 0
            for (count, person) in recipients.enumerated() {
                let invitation = person.invitation
                if case .cancellation = notice, try records.giveUpUntold(invitation.id, at: now) {
                    // Whoever was never told of it need not hear that it is called off.
                    try records.update(round.moved(invitation))
                    continue
                }
                written += 1
                if let invitationWriter, try records.giveUpUntold(invitation.id, at: now) {
                    let envelope = try invitationWriter.envelope(to: person, id: newSecretID("msg"))
                    try records.insert(envelope, notBefore: round.release)
                    try records.update(invitation.asked(sequence: convening.sequence))
                    progress(count + 1, recipients.count)
                    continue
                }
                var hasPending = false
                if invitation.sentSequence != nil {
                    hasPending =
                        try notice.supersedes.contains("update")
                        && records.supersede(invitation.id, kinds: ["update"], at: now) > 0
                    try records.supersede(invitation.id, kinds: notice.supersedes, at: now)
                }
                let envelope: Envelope
                if hasPending, let combinedWriter {
                    envelope = try combinedWriter.envelope(to: person, id: newSecretID("msg"))
                } else {
                    envelope = try ready[person.contact.id] ?? writer.envelope(to: person, id: newSecretID("msg"))
                }
                try records.insert(envelope, notBefore: round.releases[invitation.id] ?? round.release)
                let moved = round.moved(invitation)
                if moved != invitation { try records.update(moved) }
                progress(count + 1, recipients.count)
            }
            var skipped: [String: String] = [:]
            for person in round.recipients {
                guard let objection = objections[person.contact.id] else { continue }
                skipped[person.contact.id.text] = objection.meaning
                let passedOver = round.passedOver(person.invitation)
                if passedOver != person.invitation { try records.update(passedOver) }
            }
            try records.note("convening.\(notice.kind)", convening.id.text, by: who, at: now)
            return RoundReport(
                convening: convening.id.text, kind: notice.kind, queued: written, skipped: skipped,
                release: round.release > now ? round.release : nil)
        }
    }

    /// What all mails of a round have in common, once its words are checked against everyone of the directory.
    func checkedWriter(for round: Round) async throws -> NoticeWriter {
        let convening = round.convening
        let visible = Set(convening.visibility == .open ? try shown(in: round).map(\.contact.id) : [])
        if case .some(let reason) = round.notice.reason,
            let phrase = Redaction.firstPhrase(
                in: reason, of: convening.secrets, but: Array(convening.titles.values))
        {
            throw Problem(
                .notAllowed, at: convening.id.text,
                "would be given away by the reason, which says '\(phrase)'",
                remedy: "Write it without the title, the place and the link: it goes to everyone who was asked.")
        }
        try gate().check(
            words: words(of: round), hiding: HiddenPeople(try await everyoneElse()), showing: visible)
        return try await writer(
            round.notice, convening, span: round.span, recipients: recipients(of: round), shown: shown(in: round),
            everyone: round.everyone)
    }

    /// The same for another notice of the same round; `nil` where there is none.
    private func writer(for round: Round, saying notice: Notice?, of span: TimeSpan?) async throws -> NoticeWriter? {
        guard let notice, let span else { return nil }
        return try await writer(
            notice, round.convening, span: span, recipients: recipients(of: round), shown: shown(in: round),
            everyone: round.everyone)
    }

    private func recipients(of round: Round) throws -> [Invited] {
        let objections = try objections(to: round.recipients, about: round.convening)
        return round.recipients.filter { objections[$0.contact.id] == nil }
    }

    private func shown(in round: Round) throws -> [Invited] {
        let wanted = Set(round.recipients.map(\.contact.id))
        return try shown(of: round.everyone, round.convening) { person in
            wanted.contains(person.contact.id) || person.invitation.sentSequence == round.original.sequence
        }
    }

    /// Whom an open convening lists: who was asked and may be written to. Nobody else is shown to anyone.
    func shown(
        of everyone: [Invited], _ convening: Convening, where isAsked: (Invited) -> Bool
    ) throws -> [Invited] {
        let objections = try objections(to: everyone, about: convening)
        return everyone.filter { isAsked($0) && objections[$0.contact.id] == nil }
    }

    /// Why people may not be written to about a convening.
    func objections(to people: [Invited], about convening: Convening) throws -> [Contact.ID: Exclusion] {
        let gate = try gate()
        return people.reduce(into: [:]) { found, person in
            found[person.contact.id] = gate.objection(
                to: person.contact, purpose: .invite, channel: .email, about: convening.id.text)
        }
    }

    /// What the round tells for the first time. A convening that was let out once can always be called off.
    private func words(of round: Round) -> [String] {
        let now = round.convening, before = round.original
        switch round.notice {
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
    static func changedMeanwhile(_ id: Convening.ID) -> Problem {
        Problem(
            .tryAgain, at: id.text, "was changed by someone else meanwhile",
            remedy: "Look at it with 'convoke convening show \(id)' and try again.")
    }
}
