public import Coordination
internal import Installation
internal import Storage

extension Invitees {
    /// Takes a person off the list. Whoever was already asked gets a cancellation, to them alone, unless they may no longer
    /// be written to.
    public func remove(_ contact: Contact.ID, from id: Convening.ID) async throws -> InviteeView {
        try await remove(contact, from: id, isTold: true)
    }

    /// Puts one person on the list in the place of another, with the same part in it. The other gets a cancellation, unless they declined
    /// or it is not wanted; the new one is not written to before the next invitation.
    /// - Parameter isTold: whether the one who is replaced gets a cancellation.
    public func replace(
        _ contact: Contact.ID, by other: Contact.ID, in id: Convening.ID, isTold: Bool
    ) async throws -> InviteeView {
        let (old, convening, new) = try await operation.read { records in
            let person = try records.contacts.one(contact).id
            let invitation = try records.invitations.all(of: id).first {
                $0.contact == person && $0.state != .withdrawn
            }
            return (invitation, try records.convenings.one(id), try records.contacts.one(other).id)
        }
        guard let old else {
            throw Problem(
                .missingInput, at: contact.text, "is not on the list of \(id)",
                remedy: "See it with \(.conveningInviteesList, id).")
        }
        guard new != old.contact else {
            throw Problem(.usage, at: new.text, "cannot take their own place", remedy: "Give two people.")
        }
        // Everything that could prevent it is checked before anything is changed.
        _ = try await removal(of: old.contact, from: id)
        let wasThere = try await operation.read { try $0.invitations.all(of: id) }
            .contains { $0.contact == new && $0.state != .withdrawn }
        let isRequired = convening.quorum.required.contains(old.contact)
        let added = try await add(
            to: id, named: [new], sectors: [], countries: [], theme: nil, required: isRequired ? [new] : [])
        if let reason = added.entries.first(where: { $0.contact == new })?.excluded {
            throw Problem(
                .notAllowed, at: new.text, "may not be invited: \(reason)",
                remedy: "Nobody was replaced; choose someone else, or see \(.directoryShow, new).")
        }
        if !wasThere {
            try await operation.change { records in
                guard var invitation = try records.invitations.all(of: id).first(where: { $0.contact == new }) else {
                    return
                }
                invitation.role = old.role
                try records.invitations.update(invitation)
                try records.note(.invitationList, invitation.id.text)
            }
        }
        return try await remove(old.contact, from: id, isTold: isTold && old.state != .declined)
    }

    private func remove(_ contact: Contact.ID, from id: Convening.ID, isTold: Bool) async throws -> InviteeView {
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
            if person.invitation.sentSequence != nil, !isUntold {
                try records.mails.supersede(
                    final.id, kinds: Notice.withdrawal.supersedes, at: operation.now)
                if let envelope, isTold { try records.outbox.insert(envelope, notBefore: operation.now) }
            }
            try records.note(.invitationWithdraw, final.id.text)
            var view = try Self.view(records, trimmed, considered: [], gate: gate)
            if person.invitation.sentSequence != nil, envelope == nil, !isUntold, isTold {
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
