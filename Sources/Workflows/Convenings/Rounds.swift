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
        let notice: Notice
        /// As it will be stored, and as it was read.
        let convening: Convening, original: Convening
        let span: TimeSpan
        var recipients: [Invited]
        let everyone: [Invited]
        var release: Instant
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
        let convening = round.convening, gate = try gate(), notice = round.notice
        let objections = Dictionary(
            uniqueKeysWithValues: round.everyone.compactMap { person in
                gate.objection(to: person.contact, purpose: .invite, channel: .email, about: convening.id.text)
                    .map { (person.contact.id, $0) }
            })
        let wanted = Set(round.recipients.map(\.contact.id))
        // Who may not be written to, or was not asked, is shown to nobody either.
        let shown = round.everyone.filter { person in
            let isAsked =
                wanted.contains(person.contact.id) || person.invitation.sentSequence == round.original.sequence
            return isAsked && objections[person.contact.id] == nil
        }
        let visible = Set(convening.visibility == .open ? shown.map(\.contact.id) : [])
        try gate.check(
            words: words(of: notice, convening), hiding: HiddenPeople(try await everyoneElse()), showing: visible)
        let recipients = round.recipients.filter { objections[$0.contact.id] == nil }
        let writer = try await writer(
            notice, convening, span: round.span, recipients: recipients, shown: shown, everyone: round.everyone)
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
            for (count, person) in recipients.enumerated() {
                let invitation = person.invitation
                if invitation.sentSequence != nil {
                    try records.supersede(invitation.id, kinds: notice.supersedes, at: now)
                }
                let envelope =
                    try ready[person.contact.id] ?? writer.envelope(to: person, id: newSecretID("msg"))
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
                convening: convening.id.text, kind: notice.kind, queued: recipients.count, skipped: skipped,
                release: round.release > now ? round.release : nil)
        }
    }

    /// What the same words tell everyone for the first time. A convening that was let out once can always be called off.
    private func words(of notice: Notice, _ convening: Convening) -> [String] {
        switch notice {
        case .update, .moved, .reminder, .refresh, .counterDeclined: return []
        case .place: return [convening.venue ?? "", convening.link ?? ""]
        case .cancellation(let reason), .cancelledOnce(_, let reason): return reason.map { [$0] } ?? []
        case .invitation, .change: break
        }
        guard convening.visibility == .open else { return Array(convening.titles.values) }
        return [convening.title, convening.venue ?? "", convening.link ?? ""] + convening.agenda.values.flatMap { $0 }
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
