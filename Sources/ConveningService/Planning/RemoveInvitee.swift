public import Coordination
internal import Installation
internal import Storage

extension Invitees {
    /// Takes a person off the list. Whoever was already asked gets a cancellation, to them alone, unless they may no longer
    /// be written to.
    public func remove(_ contact: Contact.ID, from id: Convening.ID) async throws -> InviteeView {
        let (original, contact) = try await operation.read {
            (try $0.convenings.one(id), try $0.contacts.one(contact).id)
        }
        guard original.state != .closed, original.state != .cancelled else {
            throw Problem(
                .notAllowed, at: id.text, "is \(original.state.rawValue), so its list stays",
                remedy: "Look at it with \(.conveningShow, id).")
        }
        guard let person = try await invited(to: id).first(where: { $0.contact.id == contact }),
            person.invitation.state != .withdrawn
        else {
            throw Problem(
                .missingInput, at: contact.text, "is not on the list of \(id)",
                remedy: "See it with \(.conveningInviteesList, id).")
        }
        let gate = try await operation.gate(), everyone = try await invited(to: id)
        var mail: Envelope?, withdrawn = person.invitation
        if let sent = person.invitation.sentSequence, let span = original.span {
            // A cancellation is newer than anything that was sent to this person (RFC 5546 section 3.2.5).
            let sequence = max(sent, original.latestSequence) + 1
            withdrawn.state = .withdrawn
            withdrawn.sentSequence = sequence
            if try await operation.mailings.objections(to: [person], about: original).isEmpty {
                mail = try await operation.mailings.writer(
                    .withdrawal, original.revised(sequence), span: span, recipients: [person],
                    shown: [person], everyone: everyone
                ).envelope(to: person, id: operation.newSecretID("msg"))
            }
        }
        let envelope = mail, final = withdrawn
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
            trimmed.quorum.required.removeAll { $0 == contact }
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
                    "\(contact) was asked and may not be written to any more, so no cancellation was written: notify them another way."
            }
            return try view.noted(records)
        }
        // What waits for the others of an open convening names the person.
        if original.visibility == .open { _ = try await operation.mailings.withholdNaming() }
        return view
    }
}
