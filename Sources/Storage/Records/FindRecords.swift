public import Coordination

/// Finding entries by the beginnings of their words. Only what is found is opened.
extension Records {
    /// People whose own words, or whose organization's, begin with those of the text; by id. An empty text finds all.
    public func findContacts(_ text: String, sector: Sector?, country: CountryCode?, limit: Int) throws -> [Contact] {
        let question = SearchWords([text])
        guard !question.words.isEmpty else {
            guard text.allSatisfy(\.isWhitespace) else { return [] }
            return try open(Contact.self, plain(sector, country, limit: limit), .contact, "contacts")
        }
        var found: [Contact] = [], seen: Set<String> = []
        // With short words and no other condition the index alone decides.
        let isExact =
            sector == nil && country == nil && question.words.allSatisfy { $0.count <= SearchWords.longestBeginning }
        for id in try search(text, kind: .contact, limit: isExact ? limit : nil) where found.count < limit {
            guard seen.insert(id).inserted, try fits(id, sector, country), let contact = try contact(ifThere: id),
                SearchWords(Self.searchTexts(contact)).match(question)
            else { continue }
            found.append(contact)
        }
        for organization in try findOrganizations(text, limit: limit) where found.count < limit {
            if let sector, organization.sector != sector { continue }
            for contact in try contacts(of: organization.id) where found.count < limit {
                if let country, contact.country != country { continue }
                if seen.insert(contact.id.text).inserted { found.append(contact) }
            }
        }
        return found
    }

    public func findOrganizations(_ text: String, limit: Int) throws -> [Organization] {
        let question = SearchWords([text])
        if text.allSatisfy(\.isWhitespace) { return try Array(organizations().prefix(limit)) }
        var found: [Organization] = []
        for id in try search(text, kind: .organization) where found.count < limit {
            if let organization = try organization(ifThere: id),
                SearchWords(Self.searchTexts(organization)).match(question)
            {
                found.append(organization)
            }
        }
        return found
    }

    public func findMechanisms(_ text: String) throws -> [Mechanism] {
        let question = SearchWords([text])
        if text.allSatisfy(\.isWhitespace) { return try mechanisms() }
        return try search(text, kind: .mechanism).compactMap { try mechanism(ifThere: $0) }
            .filter { SearchWords(Self.searchTexts($0)).match(question) }
    }

    /// What stands in plain decides before anything is opened.
    private func fits(_ id: String, _ sector: Sector?, _ country: CountryCode?) throws -> Bool {
        guard sector != nil || country != nil else { return true }
        return try !rows(
            """
            SELECT c.id FROM contacts c LEFT JOIN organizations o ON o.id = c.organization_id
            WHERE c.id = \(id) AND (CAST(\(sector?.rawValue) AS TEXT) IS NULL OR o.sector = \(sector?.rawValue))
                AND (CAST(\(country?.rawValue) AS TEXT) IS NULL OR c.country = \(country?.rawValue))
            """
        ).isEmpty
    }

    private func plain(_ sector: Sector?, _ country: CountryCode?, limit: Int) throws -> [Row] {
        try rows(
            """
            SELECT c.id, c.record FROM contacts c LEFT JOIN organizations o ON o.id = c.organization_id
            WHERE c.erased_at IS NULL
                AND (CAST(\(sector?.rawValue) AS TEXT) IS NULL OR o.sector = \(sector?.rawValue))
                AND (CAST(\(country?.rawValue) AS TEXT) IS NULL OR c.country = \(country?.rawValue))
            ORDER BY c.id LIMIT \(limit)
            """)
    }
}
