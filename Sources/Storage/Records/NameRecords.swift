public import Coordination
internal import Sealing

/// Whom a text may name. Only those are opened who have a word, an address or a number of it.
public struct NameRecords {
    let records: Records

    /// Contacts who could be found in a text, by id; more may come back than are named in it, never fewer.
    public func people(namedIn text: String) throws -> [Contact] {
        let keys = DisclosureKeys(in: text)
        var tokens: [Int64] = []
        for index in try records.session.blindIndexes(records.connection) {
            for pair in keys.pairs {
                let word = SearchWords.fold(pair)
                tokens += [index.token(word, kind: "name"), index.token(word, kind: IndexEntry.disclosed)]
            }
            for address in keys.addresses { tokens.append(index.token(SearchWords.fold(address), kind: "mail")) }
            for key in keys.others {
                tokens.append(index.token(SearchWords.fold(key), kind: IndexEntry.disclosed))
                if key.hasPrefix("3 ") { tokens.append(index.token(String(key.dropFirst(2)), kind: "number")) }
            }
        }
        return try contacts(ids: owners(of: tokens, kind: .contact))
    }

    /// Everyone who has a mail address.
    public func people(reachedAt address: EmailAddress) throws -> [Contact] {
        try people(namedIn: address.rawValue).filter { contact in
            contact.channels.contains { $0.kind == .email && EmailAddress(rawValue: $0.address) == address }
        }
    }

    /// The same, with those whose ids are among some words.
    public func people(namedIn text: String, orWithIDs words: [String]) throws -> [Contact] {
        let named = try people(namedIn: text), ids = Set(named.map(\.id))
        return (named + (try contacts(ids: words).filter { !ids.contains($0.id) })).sorted { $0.id < $1.id }
    }

    /// Organizations whose names could stand in a text, by id.
    public func organizations(namedIn text: String) throws -> [Organization] {
        let words = DisclosureKeys(in: text).others.filter { $0.hasPrefix("1 ") || $0.hasPrefix("2 ") }
            .map(SearchWords.fold)
        let tokens = try records.session.blindIndexes(records.connection).flatMap { index in
            words.map { index.token($0, kind: IndexEntry.disclosed) }
        }
        return try organizations(ids: owners(of: tokens, kind: .organization))
    }

    /// - Throws: `Problem.badData` where an id that stands in plain names a person: ids are not sealed.
    public func checkID(_ id: String) throws { try checkIDs([id], with: []) }

    /// The same for several, with people who are about to be added.
    public func checkIDs(_ ids: [String], with others: [Contact]) throws {
        // In an id, as in a handle, names may be written as one word.
        let handles = ids.map { "#\($0)" },
            hidden = HiddenPeople(try people(namedIn: handles.joined(separator: "\n")) + others)
        for (id, handle) in zip(ids, handles) {
            guard let person = hidden.firstDisclosed(in: handle) else { continue }
            throw Problem(
                .badData, at: id, "is an id that names \(person), and ids are not sealed",
                remedy: "Choose an id that names nobody.")
        }
    }

    private func owners(of tokens: [Int64], kind: SearchKind) throws -> [String] {
        let unique = Array(Set(tokens)), prefix = "\(kind.rawValue)/", size = 500
        var found: Set<String> = []
        for start in stride(from: 0, to: unique.count, by: size) {
            let part = Array(unique[start..<min(start + size, unique.count)])
            let rows = try records.rows(
                """
                SELECT DISTINCT w.id FROM search_entries s JOIN search_owners w ON w.number = s.owner
                WHERE s.token IN (\(list: part))
                """)
            for row in rows {
                let owner = try row.text("id")
                if owner.hasPrefix(prefix) { found.insert(String(owner.dropFirst(prefix.count))) }
            }
        }
        return found.sorted()
    }

    /// Ids of all organizations and contacts, without opening one. Linear in the directory.
    public func directoryIDs() throws -> [String] {
        try records.rows(
            """
            SELECT id FROM organizations UNION ALL
            SELECT id FROM contacts WHERE erased_at IS NULL AND merged_into IS NULL
            """
        ).map { try $0.text("id") }
    }

    /// Those of some ids that are there and are nobody else's aliases, by id.
    public func contacts(ids: [String]) throws -> [Contact] {
        try Self.parts(of: ids).flatMap { part in
            try records.open(
                Contact.self,
                records.rows(
                    """
                    SELECT id, record FROM contacts
                    WHERE id IN (\(list: part)) AND erased_at IS NULL AND merged_into IS NULL ORDER BY id
                    """), .contact, "contacts")
        }
    }

    /// Those of some ids, by id.
    public func organizations(ids: [String]) throws -> [Organization] {
        try Self.parts(of: ids).flatMap { part in
            try records.open(
                Organization.self,
                records.rows("SELECT id, record FROM organizations WHERE id IN (\(list: part)) ORDER BY id"),
                .organization,
                "organizations")
        }
    }

    /// Each person with the organization where they hold an office.
    public func withOrganizations(_ contacts: [Contact]) throws -> [(Contact, Organization?)] {
        let ids = Set(contacts.compactMap(\.organization?.text)).sorted()
        let found = Dictionary(uniqueKeysWithValues: try organizations(ids: ids).map { ($0.id, $0) })
        return contacts.map { ($0, $0.organization.flatMap { found[$0] }) }
    }

    /// Each invitation of a convening whose person is there, with the person; by contact id.
    public func invited(to convening: Convening.ID) throws -> [(Invitation, Contact, Organization?)] {
        let invitations = try records.invitations.all(of: convening)
        let people = try withOrganizations(contacts(ids: invitations.map(\.contact.text)))
        let found = Dictionary(uniqueKeysWithValues: people.map { ($0.0.id, $0) })
        return invitations.compactMap { invitation in
            found[invitation.contact].map { (invitation, $0.0, $0.1) }
        }
    }

    /// Sorted ids in parts that a statement can take.
    private static func parts(of ids: [String]) -> [[String]] {
        let sorted = Set(ids).sorted(), size = 500
        return stride(from: 0, to: sorted.count, by: size).map { Array(sorted[$0..<min($0 + size, sorted.count)]) }
    }
}
