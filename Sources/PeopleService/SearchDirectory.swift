public import Coordination
public import Installation
internal import Storage

/// One line of a search's answer.
public struct SearchHit: View {
    public let id: String
    /// `contact`, `organization` or `mechanism`.
    public let kind: String
    public let name: String
    public let sector: Sector?
    public let country: CountryCode?
    public let organization: String?
    /// Whether the words differ from the name by a letter.
    public let isNear: Bool
}

extension Directory {
    /// Finds contacts, organizations and mechanisms whose words begin with those of the query and whom its traits fit. Where nothing
    /// begins so, names that differ by a letter are offered.
    ///
    /// Each person shown leaves a note in the audit.
    /// - Parameter limit: how many of each kind at most.
    public func search(_ query: DirectoryQuery, limit: Int = 200) async throws -> [SearchHit] {
        let today = try operation.today()
        if let country = query.country { try operation.facts.check(country) }
        return try await operation.read { records in
            let query = try records.directory.resolved(query)
            var search = DirectorySearch(query: query, limit: limit, day: today, records: records)
            var hits = try search.all()
            if hits.isEmpty, !query.text.allSatisfy(\.isWhitespace) {
                search.isForgiving = true
                hits = try search.all()
            }
            for hit in hits where hit.kind == "contact" {
                try records.note(.directorySearch, hit.id)
            }
            return hits
        }
    }

    /// Where a theme or population is asked for that no organization has: the nearest that one has.
    public func nearestTrait(to query: DirectoryQuery) async throws -> String? {
        guard query.theme != nil || query.population != nil else { return nil }
        let organizations = try await operation.read { try $0.organizations.all() }
        for (noun, word, known) in [
            ("theme", query.theme, Set(organizations.flatMap(\.themes))),
            ("population", query.population, Set(organizations.flatMap(\.populations))),
        ] {
            guard let word, !known.contains(word) else { continue }
            let remedy = NearestChoice.remedy(for: word, among: Array(known.sorted().prefix(60)))
            return "No organization has the \(noun) '\(word)'. \(remedy)"
        }
        return nil
    }
}

/// One question to the directory.
private struct DirectorySearch {
    let query: DirectoryQuery
    let limit: Int
    let day: CalendarDay
    let records: Records
    var isForgiving = false

    func all() throws -> [SearchHit] { try contacts() + organizations() + mechanisms() }

    private func contacts() throws -> [SearchHit] {
        var organizations: [Organization.ID: Organization] = [:]
        let people =
            isForgiving
            ? try records.directory.findNearContacts(query, limit: limit, on: day)
            : try records.directory.findContacts(query, limit: limit, on: day)
        return try people.map { contact in
            if let id = contact.organization, organizations[id] == nil {
                organizations[id] = try records.organizations.one(ifThere: id.text)
            }
            let organization = contact.organization.flatMap { organizations[$0] }
            return SearchHit(
                id: contact.id.text, kind: "contact", name: contact.name, sector: organization?.sector,
                country: contact.country, organization: organization?.name, isNear: isForgiving)
        }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    }

    private func organizations() throws -> [SearchHit] {
        let found: [Organization]
        if isForgiving {
            found = query.hasTraits ? [] : try records.directory.findNearOrganizations(query.text, limit: limit)
        } else {
            found = try records.directory.findOrganizations(query, limit: limit)
        }
        return found.map {
            SearchHit(
                id: $0.id.text, kind: "organization", name: $0.name, sector: $0.sector,
                country: $0.country, organization: nil, isNear: isForgiving)
        }
    }

    /// Mechanisms have none of the other traits.
    private func mechanisms() throws -> [SearchHit] {
        var others = query
        others.sector = nil
        guard !isForgiving, !others.hasTraits else { return [] }
        return try records.directory.findMechanisms(query.text).filter {
            query.sector == nil || $0.sector == query.sector
        }.map {
            SearchHit(
                id: $0.id.text, kind: "mechanism", name: $0.name(in: .english), sector: $0.sector,
                country: nil, organization: nil, isNear: false)
        }
    }
}
