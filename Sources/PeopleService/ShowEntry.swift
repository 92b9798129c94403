public import Coordination
public import Installation
internal import Storage

/// What a person is linked with.
public struct ContactLinks: View {
    public struct Stay: View {
        public let group: Group.ID
        public let joined: CalendarDay
        public let left: CalendarDay?
    }

    public let groups: [Stay]
    public let relations: [Relation]
    /// Records that this one took in, the last first.
    public let merged: [Contact.ID]
}

/// A whole entry of the directory.
public enum DirectoryEntry: View {
    case contact(ContactDetails, Organization?, ContactLinks)
    case organization(Organization, [ContactDetails], [Relation])
    case mechanism(Mechanism)

    private enum Key: String, CodingKey { case contact, organization, contacts, mechanism, links, relations }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .contact(let contact, let organization, let links):
            try container.encode(links, forKey: .links)
            try container.encode(contact, forKey: .contact)
            try container.encode(organization, forKey: .organization)
        case .organization(let organization, let contacts, let relations):
            try container.encode(relations, forKey: .relations)
            try container.encode(organization, forKey: .organization)
            try container.encode(contacts.map(\.id), forKey: .contacts)
        case .mechanism(let mechanism): try container.encode(mechanism, forKey: .mechanism)
        }
    }
}

extension Directory {
    /// The entry with an id. Reading a contact leaves a note in the audit.
    public func show(_ id: String) async throws -> DirectoryEntry {
        return try await operation.read { records in
            if let contact = try records.contacts.one(ifThere: id) {
                try records.note(.directoryRead, contact.id.text)
                let links = ContactLinks(
                    groups: try records.groups.memberships(of: contact.id).map {
                        ContactLinks.Stay(group: $0.group, joined: $0.stay.joined, left: $0.stay.left)
                    }, relations: try records.relations.all(of: contact.id.text),
                    merged: try records.merges.merged(into: contact.id))
                return .contact(
                    ContactDetails(contact), try records.organizations.one(of: contact), links)
            }
            if let organization = try records.organizations.one(ifThere: id) {
                let contacts = try records.contacts.all(of: organization.id)
                for contact in contacts { try records.note(.directoryRead, contact.id.text) }
                return .organization(
                    organization, contacts.map { ContactDetails($0) }, try records.relations.all(of: id))
            }
            if let mechanism = try records.mechanisms.one(ifThere: id) { return .mechanism(mechanism) }
            throw Problem(
                .missingInput, at: String(id.prefix(64)), "is not in the directory",
                remedy: "Look for it with \(.directorySearch).")
        }
    }
}
