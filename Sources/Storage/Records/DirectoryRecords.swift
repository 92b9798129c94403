public import Coordination

/// Finding entries by the beginnings of their words and by traits. Only what is found is opened.
public struct DirectoryRecords {
    let records: Records

    /// People whose own words, or whose organization's, begin with those of the query and whom its traits fit; by id. A query without
    /// words finds all who fit.
    public func findContacts(_ query: DirectoryQuery, limit: Int, on day: CalendarDay) throws -> [Contact] {
        let question = SearchWords([query.text])
        let conditions = try conditions(query, on: day)
        guard !question.words.isEmpty else {
            guard query.text.allSatisfy(\.isWhitespace) else { return [] }
            return try records.open(
                Contact.self,
                records.rows(
                    "SELECT o.id, o.record FROM contacts o WHERE 1 = 1\(conditions) ORDER BY o.id LIMIT \(limit)"),
                .contact, "contacts")
        }
        var found: [Contact] = [], seen: Set<String> = []
        // With short words the index alone decides.
        let isExact = question.words.allSatisfy { $0.count <= SearchWords.longestBeginning }
        let ids = try records.search.ids(query.text, kind: .contact, where: conditions, limit: isExact ? limit : nil)
        // Many at once: each by itself would be two ways to the server and back.
        let size = 64
        for start in stride(from: 0, to: ids.count, by: size) where found.count < limit {
            for contact in try records.names.contacts(ids: Array(ids[start..<min(start + size, ids.count)]))
            where found.count < limit && SearchWords(contact.searchTexts).match(question) {
                if seen.insert(contact.id.text).inserted { found.append(contact) }
            }
        }
        for organization in try findOrganizations(DirectoryQuery(text: query.text), limit: limit)
        where found.count < limit {
            for contact in try contacts(of: organization.id, conditions) where found.count < limit {
                if seen.insert(contact.id.text).inserted { found.append(contact) }
            }
        }
        return found
    }

    /// People whose names are nearest to the words, for when nobody's begin so.
    public func findNearContacts(_ query: DirectoryQuery, limit: Int, on day: CalendarDay) throws -> [Contact] {
        let question = SearchWords([query.text])
        let ids = try records.search.ids(
            query.text, kind: .contact, isForgiving: true, where: conditions(query, on: day), limit: limit)
        return try records.names.contacts(ids: ids).filter { SearchWords($0.searchTexts).nearlyMatch(question) }
    }

    public func findNearOrganizations(_ text: String, limit: Int) throws -> [Organization] {
        let question = SearchWords([text])
        return try records.search.ids(text, kind: .organization, isForgiving: true, limit: limit)
            .compactMap { try records.organizations.one(ifThere: $0) }
            .filter { SearchWords($0.searchTexts).nearlyMatch(question) }
    }

    /// Organizations by words and by the traits that organizations have.
    public func findOrganizations(_ query: DirectoryQuery, limit: Int) throws -> [Organization] {
        guard query.language == nil, query.group == nil else { return [] }
        let question = SearchWords([query.text]), conditions = try organizationConditions(query)
        if query.text.allSatisfy(\.isWhitespace) {
            return try records.open(
                Organization.self,
                records.rows(
                    "SELECT o.id, o.record FROM organizations o WHERE 1 = 1\(conditions) ORDER BY o.id LIMIT \(limit)"),
                .organization, "organizations")
        }
        var found: [Organization] = []
        for id in try records.search.ids(query.text, kind: .organization, where: conditions) where found.count < limit {
            if let organization = try records.organizations.one(ifThere: id),
                SearchWords(organization.searchTexts).match(question)
            {
                found.append(organization)
            }
        }
        return found
    }

    public func findMechanisms(_ text: String) throws -> [Mechanism] {
        let question = SearchWords([text])
        if text.allSatisfy(\.isWhitespace) { return try records.mechanisms.all() }
        return try records.search.ids(text, kind: .mechanism).compactMap { try records.mechanisms.one(ifThere: $0) }
            .filter { SearchWords(MechanismRecords.searchTexts($0)).match(question) }
    }

    /// The organization whose name, in any language, is this one but for case and accents.
    public func organization(named name: String) throws -> Organization? {
        let wanted = SearchWords([name]).words
        return try records.search.ids(name, kind: .organization).lazy.compactMap {
            try records.organizations.one(ifThere: $0)
        }
        .first { organization in organization.searchTexts.contains { SearchWords([$0]).words == wanted } }
    }

    /// People who share a mail address, a number, a name or a UID with this one; by id.
    public func namesakes(_ contact: Contact) throws -> [Contact] {
        var ids = try contact.mailKeys.flatMap { try records.search.exactly("mail", $0) }
        ids += try contact.numberKeys.flatMap { try records.search.exactly("number", $0) }
        ids += try contact.nameKeys.flatMap { try records.search.exactly("name", $0) }
        ids += try contact.outsideIDs.flatMap { try records.search.exactly("uid", $0) }
        return try others(ids, than: contact)
    }

    /// People whose names differ by a letter at most in each word; by id, 50 at most.
    public func nearNamesakes(_ contact: Contact) throws -> [Contact] {
        try others(records.search.ids(contact.name, kind: .contact, isForgiving: true, limit: 50), than: contact)
    }

    private func others(_ ids: [String], than contact: Contact) throws -> [Contact] {
        try Set(ids).subtracting([contact.id.text]).sorted().compactMap {
            try records.contacts.one(withoutAlias: $0)
        }
    }

    private func contacts(of organization: Organization.ID, _ conditions: Query) throws -> [Contact] {
        try records.open(
            Contact.self,
            records.rows(
                """
                SELECT o.id, o.record FROM contacts o WHERE o.organization_id = \(organization)\(conditions) ORDER BY o.id
                """), .contact, "contacts")
    }

    /// People of any of these sectors and countries, and of a theme; by id. Nobody where no trait is named.
    public func contacts(
        sectors: [Sector], countries: [CountryCode], theme: String?
    ) throws -> [Contact] {
        guard !sectors.isEmpty || !countries.isEmpty || theme != nil else { return [] }
        var conditions: Query = ""
        if !countries.isEmpty {
            conditions = "\(conditions) AND o.country IN (\(list: countries.map(\.rawValue)))"
        }
        var organization: Query = ""
        if !sectors.isEmpty { organization = " AND g.sector IN (\(list: sectors.map(\.rawValue)))" }
        if let theme {
            organization = "\(organization)\(try having("theme", theme, owner: "'organization/' || g.id"))"
        }
        if !organization.sql.isEmpty {
            conditions = """
                \(conditions) AND o.organization_id IN (SELECT g.id FROM organizations g WHERE 1 = 1\(organization))
                """
        }
        return try records.open(
            Contact.self,
            records.rows(
                """
                SELECT o.id, o.record FROM contacts o
                WHERE o.erased_at IS NULL AND o.merged_into IS NULL\(conditions) ORDER BY o.id
                """), .contact, "contacts")
    }

    /// What stands in plain or as a keyed number decides before anything is opened. The row of contacts is `o`.
    /// - Parameter isInvitable: whether the row is known to be of someone who may be invited, which the erased and merged are not.
    func conditions(_ query: DirectoryQuery, on day: CalendarDay, isInvitable: Bool = false) throws -> Query {
        var conditions: Query = isInvitable ? "" : " AND o.erased_at IS NULL AND o.merged_into IS NULL"
        if let country = query.country { conditions = "\(conditions) AND o.country = \(country.rawValue)" }
        if let language = query.language {
            conditions = "\(conditions)\(try having("language", language.rawValue, owner: "'contact/' || o.id"))"
        }
        if let group = query.group {
            conditions = """
                \(conditions) AND EXISTS (SELECT 1 FROM memberships m WHERE m.contact_id = o.id AND m.group_id = \(group)
                    AND m.joined_day <= \(day.description) AND (m.left_day IS NULL OR m.left_day > \(day.description)))
                """
        }
        let own = DirectoryQuery(
            sector: query.sector, theme: query.theme, reach: query.reach, population: query.population)
        if own.hasTraits {
            conditions = """
                \(conditions) AND o.organization_id IN (SELECT g.id FROM organizations g
                    WHERE 1 = 1\(try organizationConditions(own, row: "g")))
                """
        }
        return conditions
    }

    private func organizationConditions(_ query: DirectoryQuery, row: String = "o") throws -> Query {
        var conditions: Query = ""
        for (column, value) in [
            ("sector", query.sector?.rawValue), ("country", query.country?.rawValue), ("reach", query.reach?.rawValue),
        ] {
            guard let value else { continue }
            conditions = "\(conditions) AND \(raw: row).\(raw: column) = \(value)"
        }
        for (kind, word) in [("theme", query.theme), ("population", query.population)] {
            guard let word else { continue }
            conditions = "\(conditions)\(try having(kind, word, owner: "'organization/' || \(row).id"))"
        }
        return conditions
    }

    /// That an owner has a word of a kind.
    private func having(_ kind: String, _ word: String, owner: String) throws -> Query {
        """
         AND EXISTS (SELECT 1 FROM search_entries t
            WHERE t.owner = (SELECT w.number FROM search_owners w WHERE w.id = \(raw: owner))
            AND t.token IN (\(list: try records.search.tokens(of: word, kind: kind))))
        """
    }
}

extension DirectoryRecords {
    /// A group that is a question of its own joins the other traits.
    public func resolved(_ query: DirectoryQuery) throws -> DirectoryQuery {
        guard let id = query.group, let saved = try records.groups.one(id).query else { return query }
        var joined = query
        joined.group = saved.group
        joined.sector = query.sector ?? saved.sector
        joined.country = query.country ?? saved.country
        joined.theme = query.theme ?? saved.theme
        joined.language = query.language ?? saved.language
        joined.reach = query.reach ?? saved.reach
        joined.population = query.population ?? saved.population
        joined.text = [query.text, saved.text].filter { !$0.isEmpty }.joined(separator: " ")
        return joined
    }
}
