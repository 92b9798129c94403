internal import Coordination
internal import Storage

/// One person on a list, with everything needed to write to them.
struct Invited: Sendable {
    let invitation: Invitation
    let contact: Contact
    let organization: Organization?
}

extension Secretariat {
    /// Everyone of the directory but the officer, whose own name and address may stand anywhere.
    func everyoneElse() async throws -> [Contact] {
        try await store.read { try $0.contacts() }.filter { $0.email != officer.address }
    }

    /// Everyone on the list of a convening, by contact id.
    func invited(to id: Convening.ID) async throws -> [Invited] {
        try await store.read { records in
            let people = Dictionary(uniqueKeysWithValues: try records.contactsWithOrganizations().map { ($0.0.id, $0) })
            return try records.invitations(of: id).compactMap { invitation in
                people[invitation.contact].map { Invited(invitation: invitation, contact: $0.0, organization: $0.1) }
            }
        }
    }
}
