public import Coordination
internal import Installation
internal import Storage

extension Invitees {
    /// Takes a person off the list. Whoever was already asked gets a cancellation, to them alone, unless they may no longer
    /// be written to.
    public func remove(_ contact: Contact.ID, from id: Convening.ID) async throws -> InviteeView {
        let removal = try await removal(of: contact, from: id), gate = try await operation.gate()
        let (original, person, final, envelope) = (removal.original, removal.person, removal.withdrawn, removal.mail)
        let view = try await operation.change { records in
            guard try records.convenings.one(id) == original,
                try records.invitations.all(of: id).contains(person.invitation)
            else {
                throw Problem.changedMeanwhile(id)
            }
            // Who was never told of it need not hear of a cancellation.
            let isUntold =
                try person.invitation.sentSequence != nil && records.mails.giveUpUntold(final.id, at: operation.now)
            try records.invitations.returnToDelegator(of: person.invitation)
            if final.state != .withdrawn || isUntold, try !records.replies.has(to: final.id) {
                try records.invitations.delete(final.id)
            } else {
                var kept = final
                kept.state = .withdrawn
                try records.invitations.update(kept)
            }
            var trimmed = original
            trimmed.quorum.required.removeAll { $0 == person.contact.id }
            try records.convenings.update(trimmed)
            if let envelope, !isUntold {
                try records.mails.supersede(
                    final.id, kinds: Notice.withdrawal.supersedes, at: operation.now)
                try records.outbox.insert(envelope, notBefore: operation.now)
            }
            try records.note(.invitationWithdraw, final.id.text)
            var view = try Self.view(records, trimmed, considered: [], gate: gate)
            if person.invitation.sentSequence != nil, envelope == nil, !isUntold {
                view.notice =
                    "\(person.contact.id) was asked and may not be written to any more, so no cancellation was written: notify them another way."
            }
            return try view.noted(records)
        }
        // What waits for the others of an open convening names the person.
        if original.visibility == .open { _ = try await operation.mailings.withholdNaming() }
        return view
    }

    /// A person who is to be taken off a list, the invitation as it will be, and the cancellation; `nil` where it may not be sent.
    func removal(of contact: Contact.ID, from id: Convening.ID) async throws -> (
        original: Convening, person: Invited, withdrawn: Invitation, mail: Envelope?
    ) {
        let (original, contact) = try await operation.read {
            (try $0.convenings.one(id), try $0.contacts.one(contact).id)
        }
        guard original.state != .closed, original.state != .cancelled else {
            throw Problem(
                .notAllowed, at: id.text, "is \(original.state.rawValue), so its list stays",
                remedy: "Look at it with \(.conveningShow, id).")
        }
        let everyone = try await invited(to: id)
        guard let person = everyone.first(where: { $0.contact.id == contact }), person.invitation.state != .withdrawn
        else {
            throw Problem(
                .missingInput, at: contact.text, "is not on the list of \(id)",
                remedy: "See it with \(.conveningInviteesList, id).")
        }
        var withdrawn = person.invitation
        guard let sent = person.invitation.sentSequence, let span = original.span else {
            return (original, person, withdrawn, nil)
        }
        // A cancellation is newer than anything that was sent to this person (RFC 5546 section 3.2.5).
        let sequence = max(sent, original.latestSequence) + 1
        withdrawn.state = .withdrawn
        withdrawn.sentSequence = sequence
        guard try await operation.mailings.objections(to: [person], about: original).isEmpty else {
            return (original, person, withdrawn, nil)
        }
        let mail = try await operation.mailings.writer(
            .withdrawal, original.revised(sequence), span: span, recipients: [person], shown: [person],
            everyone: everyone
        ).envelope(to: person, id: operation.newSecretID("msg"))
        return (original, person, withdrawn, mail)
    }
}
