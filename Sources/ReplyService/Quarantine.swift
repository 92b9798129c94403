public import ConveningService
public import Coordination
public import Installation
internal import Mail
internal import Storage
internal import Zones

/// One message that waits for a person's decision.
public struct QuarantineEntry: View {
    public let id: String
    public let received: Instant
    public let reason: String
    public let meaning: String
    public let invitation: Invitation.ID?
    /// The code of the invitation, as the person knows it.
    public let code: String?
    /// Who was invited.
    public internal(set) var name: String?
    /// Whether 'accept' can make it count.
    public let isAcceptable: Bool
}

/// Such a message as it can be read.
public struct QuarantineText: View {
    public let entry: QuarantineEntry
    /// More about the reason, where there is more to say.
    public let detail: String?
    public let from: String?
    public let answer: String?
    /// The time that is proposed: in the officer's zone, and as it was written.
    public let proposal: String?
    /// Who is to come instead.
    public let delegate: String?
    public let comment: String?
    public let text: String
}

extension Replies {
    /// Everything that was held back, the oldest first.
    public func quarantine() async throws -> [QuarantineEntry] {
        let entries = try await operation.read { try $0.replies.quarantine().map(Self.entry) }
        let names = try await names(of: entries.map(\.invitation))
        return entries.map { entry in
            var entry = entry
            entry.name = entry.invitation.flatMap { names[$0] }
            return entry
        }
    }

    /// Shows one message; it stays where it is.
    public func show(_ name: String) async throws -> QuarantineText {
        let stored = try await operation.read { try $0.replies.one(named: name) }
        let (reading, text) = try await operation.parser.reading(readingOrder) { reader in
            (try await reader.read(stored.source), try await reader.text(stored.source))
        }
        try await operation.read { try $0.note(.replyRead, stored.invitation?.text ?? "unknown") }
        var entry = Self.entry(stored)
        entry.name = try await names(of: [stored.invitation]).values.first
        return QuarantineText(
            entry: entry, detail: stored.reason.flatMap(reading.detail),
            from: reading.origin.from?.rawValue,
            answer: reading.reply?.mover?.answer.rawValue.lowercased(),
            proposal: try reading.reply.flatMap { try proposal($0) },
            delegate: reading.reply?.mover?.delegatedTo.first?.rawValue, comment: reading.reply?.comment,
            text: text)
    }

    private func proposal(_ reply: Reply) throws -> String? {
        guard reply.method == .counter, let start = reply.start else { return nil }
        let written = "\(start.text)\(start.zone.map { " (\($0))" } ?? "")"
        guard start.isUTC || known(start.zone) != nil || start.offset != nil else { return written }
        let zone = try operation.zones.zone(operation.officer.zone)
        return
            "\(zone.wall(at: try instant(of: start, in: operation.officer.zone))) in \(operation.officer.zone); written as \(written)"
    }

    /// Puts a message aside. Whoever proposed another time is told that it stays, unless `silently`.
    public func discard(_ name: String, silently: Bool) async throws -> QuarantineEntry {
        let (stored, answer) = silently ? (try await waiting(name), nil) : try await refusal(of: name)
        let envelope = answer?.mail
        return try await operation.change { records in
            guard try records.replies.one(named: stored.digest).verdict == stored.verdict else {
                throw Self.decided(name)
            }
            try records.replies.decide(stored, .discarded)
            if let envelope { try records.outbox.insert(envelope, notBefore: operation.now) }
            try records.note(.replyDiscard, stored.invitation?.text ?? "unknown")
            return Self.entry(stored)
        }
    }

    /// Shows the mail to whoever proposed a time that is put aside, as it would be written now. Nothing is stored.
    /// - Parameter name: the message in quarantine.
    public func previewDiscard(of name: String, about id: Convening.ID) async throws -> InvitationPreview {
        guard let (convening, person, mail) = try await refusal(of: name).answer, convening.id == id else {
            throw Problem(
                .notAllowed, at: name, "brings nobody a mail about \(id) when it is discarded",
                remedy: "See it with \(.replyQuarantineShow).")
        }
        return try await operation.invitations.preview(of: convening, mail, to: person)
    }

    /// A message, and what is answered where a time was proposed and is put aside; `nil` where nobody is to be told.
    func refusal(of name: String) async throws -> (
        stored: StoredReply, answer: (convening: Convening, person: Invited, mail: Envelope)?
    ) {
        let stored = try await waiting(name)
        guard stored.reason == .counterProposal,
            let reply = try await operation.parser.read(stored.source, readingOrder).reply
        else { return (stored, nil) }
        return (stored, try await declined(reply, stored))
    }

    /// RFC 5546 section 3.2.8: the time stays, by the revision that the proposal named.
    private func declined(_ reply: Reply, _ stored: StoredReply) async throws -> (Convening, Invited, Envelope)? {
        guard let id = stored.invitation else { return nil }
        let convening = try await operation.read { try $0.convenings.one($0.invitations.one(id).convening) }
        let everyone = try await operation.invitees.invited(to: convening.id).filter {
            $0.invitation.state != .withdrawn
        }
        // A proposal for an earlier time is answered by the present one already.
        guard let person = everyone.first(where: { $0.invitation.id == id }), convening.state == .invited,
            reply.sequence >= convening.sequence
        else { return nil }
        let meeting = try reply.occurrence.flatMap { time in
            let instant = try self.instant(of: time, in: convening.zone)
            return try operation.mailings.occurrences(of: convening).first {
                $0.recurrenceID == instant || $0.recurrenceIDInUTC == instant
            }
        }
        return try await operation.mailings.counterDeclined(
            person, sequence: reply.sequence, meeting, of: convening, everyone: everyone
        ).map { (convening, person, $0) }
    }

    func waiting(_ name: String) async throws -> StoredReply {
        let stored = try await operation.read { try $0.replies.one(named: name) }
        guard stored.verdict.isOpen else { throw Self.decided(name) }
        return stored
    }

    static func decided(_ name: String) -> Problem {
        Problem(.notAllowed, at: name, "was decided already", remedy: "See \(.replyQuarantineList).")
    }

    static func entry(_ stored: StoredReply) -> QuarantineEntry {
        let reason = stored.reason ?? .unreadable
        return QuarantineEntry(
            id: String(stored.digest.prefix(12)), received: stored.received, reason: reason.rawValue,
            meaning: reason.meaning, invitation: stored.invitation, code: stored.invitation.map(Invitation.code),
            isAcceptable: reason.isAcceptable)
    }
}
