public import Coordination
public import Installation
internal import Sealing
internal import Storage

/// One person's part in a convening, with what is needed to talk about it.
public struct InvitationEntry: View {
    public let invitation: Invitation.ID
    /// What the person is asked to say on the telephone.
    public let code: String
    public let contact: Contact.ID
    public let name: String
    public let state: Invitation.State
    /// The revision last sent; `nil` before the first.
    public let sent: Int?
    public let notes: [String]
    /// What the person wrote, and what machines wrote back; the oldest first.
    public let messages: [InvitationRemark]
}

/// A message that came about an invitation.
public struct InvitationRemark: View {
    /// The name by which it can be read whole.
    public let message: String
    public let received: Instant
    /// `bounce` or `automatic` for one that a machine wrote.
    public let reason: String?
    /// What the person wrote along with it.
    public let note: String?

    init(_ stored: StoredReply) {
        message = String(stored.digest.prefix(12))
        received = stored.received
        reason = stored.reason?.rawValue
        note = stored.note
    }
}

extension Operation {
    /// Sends, changes and cancels invitations to a convening or one of its meetings, and reminds invitees.
    public var invitations: Invitations { Invitations(operation: self) }
}

/// Sends, changes and cancels invitations to a convening or one of its meetings, and reminds invitees.
public struct Invitations: Sendable {
    let operation: Operation

    /// The invitations of a convening with their codes.
    public func all(to id: Convening.ID) async throws -> [InvitationEntry] {
        return try await operation.read { records in
            let convening = try records.convenings.one(id)
            let answers = try records.invitations.occurrenceAnswers(of: id)
            let remarks = try records.replies.remarks(about: id)
            return try records.names.invited(to: id).map { invitation, contact, _ in
                try records.note(.directoryRead, contact.id.text)
                var notes: [String] = []
                if invitation.bouncedAt != nil { notes.append("not delivered: a mail came back") }
                let messages = (remarks[invitation.id] ?? []).map { InvitationRemark($0) }
                if invitation.bouncedAt == nil, messages.contains(where: { $0.reason == HoldReason.bounce.rawValue }) {
                    notes.append("a mail may not have been delivered")
                }
                if messages.contains(where: { $0.reason == HoldReason.automatic.rawValue }) {
                    notes.append("an automatic reply came")
                }
                notes += messages.compactMap(\.note).map { "wrote \u{201C}\($0)\u{201D}" }
                if invitation.isFinal { notes.append("declined for good") }
                if let before = invitation.before { notes.append("\(before.rawValue) for the time before") }
                if let from = invitation.delegatedFrom { notes.append("comes for \(from)") }
                if let sent = invitation.sentSequence, sent < convening.sequence, invitation.state != .withdrawn {
                    notes.append("does not know the present time")
                }
                notes += answers.filter { $0.invitation == invitation.id }.map { "\($0.day): \($0.state.rawValue)" }
                return InvitationEntry(
                    invitation: invitation.id, code: invitation.code, contact: contact.id,
                    name: contact.name, state: invitation.state,
                    sent: invitation.sentSequence.flatMap { $0 < 0 ? nil : $0 }, notes: notes,
                    messages: messages)
            }
        }
    }

    /// The link by which a person can answer without a calendar program, until the convening is over.
    public func answerLink(of reference: String) async throws -> String {
        guard let web = operation.settings.web else {
            throw Problem(
                .configuration, at: operation.home.settings, "names no address of the pages to reply on",
                remedy: "Write it there as 'web: https://…'.")
        }
        let (invitation, convening) = try await operation.change {
            [self] (records: Records) -> (Invitation, Convening) in
            let invitation = try one(named: reference, records)
            try records.note(.invitationLink, invitation.id.text)
            return (invitation, try records.convenings.one(invitation.convening))
        }
        guard let token = invitation.token, let last = try operation.mailings.occurrences(of: convening).last?.span.end
        else {
            throw Problem(
                .notAllowed, at: invitation.id.text,
                "has no link: its convening has no time, or it was made before links were",
                remedy: "Book the convening first, or take the reply by telephone.")
        }
        return
            "\(web)/answer/\(AnswerLink.ticket(for: invitation.id.text, revision: convening.sequence, token: token, until: last.seconds))"
    }
}
