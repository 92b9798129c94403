public import Coordination
internal import Sealing

/// People.
public struct ContactRecords {
    let records: Records

    /// Adds or replaces; returns whether anything changed.
    /// - Throws: `Problem.notAllowed` for a person who was erased: what was erased does not come back by an import; and for
    ///   a record that was merged into another.
    public func save(_ contact: Contact) throws -> SaveResult {
        let row = try row(contact.id.text)
        try checkFree(row, contact.id.text)
        return try save(contact, over: row.map { try records.open(Contact.self, $0, .contact, "contacts") })
    }

    /// Adds or replaces, where what is there is what was expected, or is this very record.
    /// - Parameters:
    ///   - part: where it was staged, if it was.
    ///   - isExpected: asked with what is there; `nil` where there is nothing.
    /// - Returns: `nil` where something else is there, or the person was erased or merged into another.
    public func save(
        _ contact: Contact, from part: StagedPart? = nil, where isExpected: (Contact?) throws -> Bool
    ) throws -> SaveResult? {
        let row = try row(contact.id.text)
        guard try row?.optionalInstant("erased_at") == nil, try row?.optionalText("merged_into") == nil else {
            return nil
        }
        let old = try row.map { try records.open(Contact.self, $0, .contact, "contacts") }
        guard try old == contact || isExpected(old) else { return nil }
        return try save(contact, over: old, bytes: part?.bytes)
    }

    private func row(_ id: String) throws -> Row? {
        try records.rows("SELECT id, record, erased_at, merged_into FROM contacts WHERE id = \(id)").first
    }

    private func save(_ contact: Contact, over old: Contact?, bytes: [UInt8]? = nil) throws -> SaveResult {
        if old == contact { return .unchanged }
        let id = contact.id.text
        if old == nil { _ = try records.session.makeKey(KeyID(.contact, id)) }
        try records.run(
            """
            INSERT INTO contacts (id, organization_id, country, is_do_not_contact, is_demonstration, invitable_until,
                language_token, record)
            VALUES (\(id), \(contact.organization), \(contact.country.rawValue), \(contact.isDoNotContact),
                \(contact.isDemonstration), \(contact.lastInvitableDay), \(try languageToken(contact)),
                \(try records.seal(bytes ?? records.encode(contact), KeyID(.contact, id), "contacts", row: id)))
            ON CONFLICT (id) DO UPDATE SET organization_id = excluded.organization_id, country = excluded.country,
                is_do_not_contact = excluded.is_do_not_contact, is_demonstration = excluded.is_demonstration,
                invitable_until = excluded.invitable_until, language_token = excluded.language_token,
                record = excluded.record
            """)
        try records.search.index(.contact, id, from: old.map(IndexEntry.init), to: IndexEntry(contact))
        try records.refusals.note(contact, before: old)
        return old == nil ? .added : .changed
    }

    /// - Throws: `Problem.notAllowed` as `save` does.
    public func checkFree(_ id: Contact.ID) throws {
        try checkFree(row(id.text), id.text)
    }

    private func checkFree(_ row: Row?, _ id: String) throws {
        if let erased = try row?.optionalInstant("erased_at") {
            throw Problem(
                .notAllowed, at: id, "was erased on \(erased)",
                remedy: "Leave the person out; with their new agreement, give them a new id.")
        }
        if let kept = try row?.optionalText("merged_into") {
            throw Problem(
                .notAllowed, at: id, "was merged into \(kept)",
                remedy: "Change that record, or undo it with \(.directoryUnmerge, kept).")
        }
    }

    /// The columns that follow from the record.
    func saveColumns(of contact: Contact) throws {
        try records.run(
            """
            UPDATE contacts SET invitable_until = \(contact.lastInvitableDay), language_token = \(try languageToken(contact))
            WHERE id = \(contact.id)
            """)
    }

    private func languageToken(_ contact: Contact) throws -> Int64? {
        try contact.languages.first.flatMap {
            try records.session.blindIndexes(records.connection).last?.token($0.rawValue, kind: "first-language")
        }
    }

    /// - Throws: `Problem.missingInput` where there is none, or was one.
    public func one(_ id: Contact.ID) throws -> Contact {
        try records.found(one(ifThere: id.text), "contact", id.text, list: .directorySearch)
    }

    /// `nil` where there is none, or was one that is erased. A record that was merged into another is answered by that one.
    public func one(ifThere id: String) throws -> Contact? {
        let row = try records.rows(
            "SELECT id, record, merged_into FROM contacts WHERE id = \(id) AND erased_at IS NULL"
        ).first
        guard let row else { return nil }
        if let kept = try row.optionalText("merged_into") { return try one(ifThere: kept) }
        return try records.open(Contact.self, row, .contact, "contacts")
    }

    /// `nil`, too, for a record that was merged into another.
    func one(withoutAlias id: String) throws -> Contact? {
        try records.rows(
            "SELECT id, record FROM contacts WHERE id = \(id) AND erased_at IS NULL AND merged_into IS NULL"
        ).first
            .map { try records.open(Contact.self, $0, .contact, "contacts") }
    }

    /// All, by id.
    public func all() throws -> [Contact] {
        try records.open(
            Contact.self,
            records.rows("SELECT id, record FROM contacts WHERE erased_at IS NULL AND merged_into IS NULL ORDER BY id"),
            .contact, "contacts")
    }

    /// Those of an organization, by id.
    public func all(of organization: Organization.ID) throws -> [Contact] {
        try records.open(
            Contact.self,
            records.rows(
                """
                SELECT id, record FROM contacts
                WHERE organization_id = \(organization) AND erased_at IS NULL AND merged_into IS NULL ORDER BY id
                """), .contact, "contacts")
    }

    /// How many there are, without opening one.
    public func count() throws -> Int {
        try records.rows("SELECT COUNT(*) AS n FROM contacts WHERE erased_at IS NULL AND merged_into IS NULL").first?
            .integer("n") ?? 0
    }

    /// Contacts with their organizations, by id.
    public func allWithOrganizations() throws -> [(Contact, Organization?)] {
        let organizations = Dictionary(uniqueKeysWithValues: try records.organizations.all().map { ($0.id, $0) })
        return try all().map { ($0, $0.organization.flatMap { organizations[$0] }) }
    }
}
