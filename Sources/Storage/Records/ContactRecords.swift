public import Coordination

extension Records {
    /// Adds or replaces; returns whether anything changed.
    public func save(_ contact: Contact) throws -> SaveResult {
        let bytes = try encode(contact)
        let old = try rows("SELECT record FROM contacts WHERE id = \(contact.id)").first
        if let old, try old.bytes("record") == bytes { return .unchanged }
        try run(
            """
            INSERT INTO contacts (id, organization_id, country, is_do_not_contact, is_demonstration, record)
            VALUES (\(contact.id), \(contact.organization), \(contact.country.rawValue), \(contact.isDoNotContact),
                \(contact.isDemonstration), \(bytes))
            ON CONFLICT (id) DO UPDATE SET organization_id = excluded.organization_id, country = excluded.country,
                is_do_not_contact = excluded.is_do_not_contact, is_demonstration = excluded.is_demonstration,
                record = excluded.record
            """)
        try index(
            [contact.name, contact.pseudonym ?? ""] + contact.channels.map(\.address), kind: "contact",
            owner: contact.id.text)
        return old == nil ? .added : .changed
    }

    public func contact(_ id: Contact.ID) throws -> Contact {
        let row = try rows("SELECT record FROM contacts WHERE id = \(id)").first
        return try found(row.map { try decode(Contact.self, $0) }, "contact", id.text, list: "convoke directory search")
    }

    public func contacts() throws -> [Contact] {
        try decode(Contact.self, rows("SELECT record FROM contacts ORDER BY id"))
    }

    /// Contacts with their organizations, by id.
    public func contactsWithOrganizations() throws -> [(Contact, Organization?)] {
        let organizations = Dictionary(uniqueKeysWithValues: try organizations().map { ($0.id, $0) })
        return try contacts().map { ($0, $0.organization.flatMap { organizations[$0] }) }
    }
}
