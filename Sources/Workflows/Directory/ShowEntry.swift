public import Coordination
internal import Storage

/// A whole entry of the directory.
public enum DirectoryEntry: Sendable, Encodable {
    case contact(Contact, Organization?)
    case organization(Organization, [Contact])
    case mechanism(Mechanism)

    private enum Key: String, CodingKey { case contact, organization, contacts, mechanism }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .contact(let contact, let organization):
            try container.encode(contact, forKey: .contact)
            try container.encode(organization, forKey: .organization)
        case .organization(let organization, let contacts):
            try container.encode(organization, forKey: .organization)
            try container.encode(contacts.map(\.id), forKey: .contacts)
        case .mechanism(let mechanism): try container.encode(mechanism, forKey: .mechanism)
        }
    }
}

extension Secretariat {
    /// The entry with an id. Reading a contact leaves a note in the audit.
    public func show(_ id: String) async throws -> DirectoryEntry {
        let now = world.now(), who = who
        return try await store.write { records in
            if let contact = try records.contact(ifThere: id) {
                try records.note("directory.read", id, by: who, at: now)
                return .contact(
                    contact, try contact.organization.flatMap { try records.organization(ifThere: $0.text) })
            }
            if let organization = try records.organization(ifThere: id) {
                let contacts = try records.contacts(of: organization.id)
                for contact in contacts { try records.note("directory.read", contact.id.text, by: who, at: now) }
                return .organization(organization, contacts)
            }
            if let mechanism = try records.mechanism(ifThere: id) { return .mechanism(mechanism) }
            throw Problem(
                .missingInput, at: String(id.prefix(64)), "is not in the directory",
                remedy: "Look for it with 'convoke directory search'.")
        }
    }
}
