package import Coordination
internal import Installation
internal import Storage

/// One person on a list, with everything needed to write to them.
package struct Invited: Sendable {
    package let invitation: Invitation
    package let contact: Contact
    package let organization: Organization?

    package init(invitation: Invitation, contact: Contact, organization: Organization?) {
        self.invitation = invitation
        self.contact = contact
        self.organization = organization
    }
}

extension Invitees {
    /// Everyone on the list of a convening, by contact id.
    package func invited(to id: Convening.ID) async throws -> [Invited] {
        try await operation.read { records in
            try records.names.invited(to: id).map { Invited(invitation: $0.0, contact: $0.1, organization: $0.2) }
        }
    }
}
