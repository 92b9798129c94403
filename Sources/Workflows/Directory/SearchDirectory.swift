public import Coordination
internal import Storage

/// One line of a search's answer.
public struct SearchHit: Sendable, Codable {
    public let id: String
    /// `contact`, `organization` or `mechanism`.
    public let kind: String
    public let name: String
    public let sector: String?
    public let country: String?
    public let organization: String?
}

extension Secretariat {
    /// Finds contacts, organizations and mechanisms whose words begin with those of the text; an empty text finds all.
    ///
    /// Each person shown leaves a note in the audit.
    /// - Parameter limit: how many of each kind at most.
    public func search(_ text: String, sector: Sector?, country: CountryCode?, limit: Int = 200) async throws
        -> [SearchHit]
    {
        let now = world.now(), who = who
        return try await store.write { records in
            let search = DirectorySearch(text: text, sector: sector, country: country, limit: limit)
            let people = try search.contacts(records)
            for person in people { try records.note("directory.search", person.id, by: who, at: now) }
            return people + (try search.organizations(records)) + (try search.mechanisms(records))
        }
    }
}

/// One question to the directory.
private struct DirectorySearch {
    let text: String
    let sector: Sector?
    let country: CountryCode?
    let limit: Int

    func contacts(_ records: Records) throws -> [SearchHit] {
        var organizations: [Organization.ID: Organization] = [:]
        return try records.findContacts(text, sector: sector, country: country, limit: limit).map { contact in
            if let id = contact.organization, organizations[id] == nil {
                organizations[id] = try records.organization(ifThere: id.text)
            }
            let organization = contact.organization.flatMap { organizations[$0] }
            return SearchHit(
                id: contact.id.text, kind: "contact", name: contact.name, sector: organization?.sector.rawValue,
                country: contact.country.rawValue, organization: organization?.name)
        }
    }

    func organizations(_ records: Records) throws -> [SearchHit] {
        try records.findOrganizations(text, limit: limit).map {
            SearchHit(
                id: $0.id.text, kind: "organization", name: $0.name, sector: $0.sector.rawValue,
                country: $0.country?.rawValue, organization: nil)
        }.filter(fits)
    }

    func mechanisms(_ records: Records) throws -> [SearchHit] {
        try records.findMechanisms(text).map {
            SearchHit(
                id: $0.id.text, kind: "mechanism", name: $0.name(in: .english), sector: $0.sector.rawValue,
                country: nil, organization: nil)
        }.filter(fits)
    }

    private func fits(_ hit: SearchHit) -> Bool {
        (sector == nil || hit.sector == sector?.rawValue) && (country == nil || hit.country == country?.rawValue)
    }
}
