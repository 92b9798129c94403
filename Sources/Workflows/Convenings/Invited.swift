package import Coordination
internal import Storage

/// One person on a list, with everything needed to write to them.
package struct Invited: Sendable {
    package let invitation: Invitation
    package let contact: Contact
    package let organization: Organization?
}

extension Operation {
    /// People of the directory who could be named in some words, but for the officer, whose own name and address may stand anywhere.
    func people(namedIn words: [String]) async throws -> [Contact] {
        let text = words.joined(separator: "\n")
        return try await read { try $0.people(namedIn: text) }.filter { $0.email != officer.address }
    }

    /// The same, arranged for a search.
    func hiddenPeople(in words: [String]) async throws -> HiddenPeople {
        HiddenPeople(try await people(namedIn: words))
    }

    /// Everyone on the list of a convening, by contact id.
    package func invited(to id: Convening.ID) async throws -> [Invited] {
        try await read { records in
            try records.invited(to: id).map { Invited(invitation: $0.0, contact: $0.1, organization: $0.2) }
        }
    }
}
