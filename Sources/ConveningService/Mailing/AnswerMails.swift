package import Coordination
internal import Installation

/// What is written to one person when a reply is taken or put aside.
extension Mailings {
    /// The present version for somebody who asked for it or answered an old one; `nil` where nothing may be sent.
    package func refresh(
        _ person: Invited, of convening: Convening, everyone: [Invited]
    ) async throws -> Envelope? {
        let objections = try await objections(to: everyone, about: convening)
        guard let span = convening.span, objections[person.contact.id] == nil else { return nil }
        let shown = Self.shown(of: everyone, objections) {
            $0.invitation.sentSequence == convening.sequence || $0.invitation.id == person.invitation.id
        }
        return try await writer(
            .refresh, convening, span: span, recipients: [person], shown: shown, everyone: everyone
        ).envelope(to: person, id: operation.newSecretID("msg"))
    }

    /// What answers another time that somebody proposed, and that is not taken; `nil` where nothing may be sent.
    /// - Parameters:
    ///   - sequence: the revision that the proposal named.
    ///   - meeting: the meeting of a series that it was about.
    package func counterDeclined(
        _ person: Invited, sequence: Int, _ meeting: Occurrence?, of convening: Convening, everyone: [Invited]
    ) async throws -> Envelope? {
        guard let span = meeting?.span ?? convening.span,
            try await objections(to: [person], about: convening).isEmpty
        else { return nil }
        return try await writer(
            .counterDeclined(sequence: sequence, meeting), convening, span: span, recipients: [person],
            shown: [person], everyone: everyone
        ).envelope(to: person, id: operation.newSecretID("msg"))
    }
}

extension Invitations {
    /// Whether somebody could be invited who comes in another's place.
    /// - Parameter delegate: the person, where the directory holds one, with the invitation of whom they stand for.
    /// - Throws: what stands against inviting to this convening now, such as words that nobody has confirmed.
    package func checkDelegate(_ delegate: Invited?, of convening: Convening) async throws {
        var (mailing, _) = try await invitationMailing(convening.id)
        guard let delegate else { return }
        mailing.everyone.append(delegate)
        _ = try operation.mailings.confirmed(operation.mailings.wordsToConfirm(of: mailing, [:]), of: convening)
    }

    /// Invites one person of the list, who was not invited yet.
    package func invite(_ contact: Contact.ID, to id: Convening.ID) async throws {
        var (mailing, _) = try await invitationMailing(id)
        mailing.recipients = mailing.recipients.filter { $0.contact.id == contact }
        _ = try await operation.mailings.send(mailing)
    }
}
