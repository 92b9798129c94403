public import Coordination
internal import Storage

extension Secretariat {
    /// Takes a person off the list. Whoever was already asked gets a cancellation, to them alone.
    public func removeInvitee(_ contact: Contact.ID, from id: Convening.ID) async throws -> InviteeView {
        let (convening, invitation) = try await store.read { records in
            (try records.convening(id), try records.invitations(of: id).first { $0.contact == contact })
        }
        guard let invitation, invitation.state != .withdrawn else {
            throw Problem(
                .missingInput, at: contact.text, "is not on the list of \(id)",
                remedy: "See it with 'convoke convening invitees \(id)'.")
        }
        var envelopes: [Envelope] = []
        var withdrawn = invitation
        if let sent = invitation.sentSequence, let span = convening.span, convening.state == .invited {
            withdrawn.state = .withdrawn
            withdrawn.sentSequence = sent + 1
            let people = try await invited(to: id)
            if let person = people.first(where: { $0.invitation.id == invitation.id }) {
                envelopes = [
                    try await notice(
                        .cancellation(reason: nil), convening, span: span, to: person, among: people, sequence: sent + 1
                    )
                ]
            }
        }
        let now = world.now(), who = who, gate = try gate(), mails = envelopes, final = withdrawn
        return try await store.write { records in
            if final.state == .withdrawn { try records.update(final) } else { try records.delete(final.id) }
            for mail in mails { try records.insert(mail, notBefore: now) }
            try records.note("invitation.withdraw", final.id.text, by: who, at: now)
            return try Self.view(records, convening, considered: [], gate: gate)
        }
    }
}
