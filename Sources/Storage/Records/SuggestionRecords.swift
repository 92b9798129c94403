public import Coordination

/// People of one organization with one first language and country, counted without opening anybody.
public struct AlikePeople: Sendable {
    public let organization: Organization.ID?
    public let sector: Sector?
    /// Names where they stand in plain, numbers where they are sealed.
    let facets: [Facet: FacetCode]
    let country: String
    let language: Int64?
    public let people: Int
    /// How many were invited since a day.
    public var invited: Int
    public var fresh: Int { people - invited }
}

/// A facet's value as it stands in the store.
enum FacetCode: Hashable, Sendable {
    case name(String)
    case token(Int64)
}

/// Counts of people alike, from which invitees are suggested.
public struct SuggestionRecords {
    let records: Records

    /// Everyone who may be invited on a day, in sets of people who are alike.
    /// - Parameters:
    ///   - since: invitations to convenings from then on count.
    ///   - query: only those whom its traits fit; its words do not count.
    public func alikePeople(_ query: DirectoryQuery, since: Instant, on day: CalendarDay) throws -> [AlikePeople] {
        let sets: Query = """
            SELECT o.organization_id, o.language_token, o.country, COUNT(*) AS people FROM contacts o
            WHERE o.invitable_until >= \(day.description)\(try records.directory.conditions(query, on: day, isInvitable: true))
            GROUP BY o.organization_id, o.language_token, o.country
            """
        let invited = try invitedAlike(since: since), organizations = try organizationFacets()
        // Many rows: their columns are read by place.
        return try records.rows(sets).map { row in
            guard row.values.count == 4, case .text(let country) = row.values[2],
                case .integer(let count) = row.values[3]
            else { throw Problem.altered("contacts") }
            var id: String?, language: Int64?
            if case .text(let text) = row.values[0] { id = text }
            if case .integer(let token) = row.values[1] { language = token }
            let organization = id.flatMap { organizations[$0] }
            var facets = organization?.facets ?? [:]
            facets[.country] = .name(country)
            facets[.language] = language.map(FacetCode.token)
            let people = Int(count)
            return AlikePeople(
                organization: id.map { Identifier(trusted: $0) }, sector: organization?.sector, facets: facets,
                country: country, language: language, people: people,
                invited: min(people, invited[AlikeKey(id, language, country)] ?? 0))
        }
    }

    /// The facets of every organization, by id.
    private func organizationFacets() throws -> [String: (sector: Sector?, facets: [Facet: FacetCode])] {
        let columns: [Facet] = [.sector, .reach, .size, .funding, .missionFunding, .region, .population]
        return try records.rows(
            """
            SELECT id, sector, reach, size, CASE is_host_funded WHEN 1 THEN 'host-funded' WHEN 0 THEN 'not-host-funded' END
                AS funding, CASE is_mission_funded WHEN 1 THEN 'mission-funded' WHEN 0 THEN 'not-mission-funded' END
                AS mission_funding, region_token, population_token FROM organizations
            """
        ).reduce(into: [:]) { result, row in
            guard row.values.count == 8, case .text(let id) = row.values[0] else {
                throw Problem.altered("organizations")
            }
            var facets: [Facet: FacetCode] = [:], sector: Sector?
            for (place, facet) in columns.enumerated() {
                switch row.values[place + 1] {
                case .text(let name): facets[facet] = .name(name)
                case .integer(let token): facets[facet] = .token(token)
                default: continue
                }
            }
            if case .text(let name) = row.values[1] { sector = Sector(rawValue: name) }
            result[id] = (sector, facets)
        }
    }

    /// Those of a set who may be the next to be asked: whoever was invited least often comes first.
    /// - Parameter query: only those whom its traits fit, as the set was asked for.
    public func people(
        _ alike: AlikePeople, _ query: DirectoryQuery, since: Instant, on day: CalendarDay, limit: Int
    ) throws -> [Contact] {
        try records.open(
            Contact.self,
            records.rows(
                """
                SELECT o.id, o.record FROM contacts o
                WHERE \(of(alike))\(try records.directory.conditions(query, on: day, isInvitable: true))
                    AND o.invitable_until >= \(day.description)
                ORDER BY (SELECT COUNT(*) FROM invitations i JOIN convenings v ON v.id = i.convening_id
                    WHERE i.contact_id = o.id AND i.sent_sequence IS NOT NULL AND v.starts_at >= \(since)), o.id
                LIMIT \(limit)
                """), .contact, "contacts")
    }

    /// The columns that people of a set have in common, written so that their index is used.
    private func of(_ alike: AlikePeople) -> Query {
        let organization: Query = alike.organization.map { "= \($0)" } ?? "IS NULL"
        let language: Query = alike.language.map { "= \($0)" } ?? "IS NULL"
        return "o.country = \(alike.country) AND o.organization_id \(organization) AND o.language_token \(language)"
    }

    /// People who were invited to something that began, or was to begin, from one moment until before another.
    /// - Parameter except: a convening that does not count.
    public func invitedContacts(
        from first: Instant, until end: Instant, except convening: Convening.ID? = nil
    ) throws -> Set<Contact.ID> {
        Set(
            try records.rows(
                """
                SELECT DISTINCT i.contact_id FROM invitations i JOIN convenings v ON v.id = i.convening_id
                WHERE i.sent_sequence IS NOT NULL AND v.starts_at >= \(first) AND v.starts_at < \(end)
                    AND v.state <> 'cancelled' AND (CAST(\(convening) AS TEXT) IS NULL OR v.id <> \(convening))
                """
            ).map { try $0.id("contact_id") })
    }

    private struct AlikeKey: Hashable {
        let organization: String?, language: Int64?, country: String
        init(_ organization: String?, _ language: Int64?, _ country: String) {
            self.organization = organization
            self.language = language
            self.country = country
        }
    }

    private func invitedAlike(since: Instant) throws -> [AlikeKey: Int] {
        try records.rows(
            """
            SELECT c.organization_id, c.language_token, c.country AS at, COUNT(DISTINCT c.id) AS people
            FROM invitations i JOIN convenings v ON v.id = i.convening_id JOIN contacts c ON c.id = i.contact_id
            WHERE i.sent_sequence IS NOT NULL AND v.starts_at >= \(since) AND v.state <> 'cancelled'
                AND c.merged_into IS NULL
            GROUP BY c.organization_id, c.language_token, c.country
            """
        ).reduce(into: [:]) { counts, row in
            let key = AlikeKey(
                try row.optionalText("organization_id"), try row.optionalToken("language_token"), try row.text("at"))
            counts[key] = try row.integer("people")
        }
    }
}

extension SuggestionRecords {
    /// The values of sets of people by name: one record is opened for each number that stands for a sealed word.
    public func facetNames(_ sets: [AlikePeople]) throws -> [[Facet: [String]]] {
        var known: [Facet: [FacetCode: [String]]] = [:]
        return try sets.map { set in
            var names: [Facet: [String]] = [:]
            for facet in Facet.allCases {
                guard let code = set.facets[facet] else {
                    names[facet] = [Facet.unknown]
                    continue
                }
                if case .name(let name) = code {
                    names[facet] = [name]
                } else if let found = known[facet]?[code] {
                    names[facet] = found
                } else {
                    let found = try openNames(facet, set)
                    known[facet, default: [:]][code] = found
                    names[facet] = found
                }
            }
            return names
        }
    }

    private func openNames(_ facet: Facet, _ set: AlikePeople) throws -> [String] {
        let organization = try set.organization.flatMap { try records.organizations.one(ifThere: $0.text) }
        let person: Contact?
        if facet == .language {
            let row = try records.rows(
                "SELECT o.id, o.record FROM contacts o WHERE o.erased_at IS NULL AND \(of(set)) LIMIT 1"
            ).first
            person = try row.map { try records.open(Contact.self, $0, .contact, "contacts") }
        } else {
            person = nil
        }
        switch facet {
        case .language: return [person?.languages.first?.rawValue ?? Facet.unknown]
        case .region: return [organization?.region ?? Facet.unknown]
        case .population: return organization?.populations ?? [Facet.unknown]
        default: return [Facet.unknown]
        }
    }
}
