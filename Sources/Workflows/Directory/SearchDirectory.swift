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
    public func search(_ text: String, sector: Sector?, country: CountryCode?) async throws -> [SearchHit] {
        try await store.read { records in
            let isEverything = text.allSatisfy(\.isWhitespace)
            func ids(_ kind: String) throws -> Set<String>? {
                isEverything ? nil : Set(try records.search(text, kind: kind))
            }
            let wantedContacts = try ids("contact"), wantedOrganizations = try ids("organization")
            let wantedMechanisms = try ids("mechanism")
            let people = try records.contactsWithOrganizations().filter { contact, organization in
                (wantedContacts?.contains(contact.id.text) ?? true)
                    || (organization.map { wantedOrganizations?.contains($0.id.text) ?? true } ?? false)
            }
            let hits = people.map { contact, organization in
                SearchHit(
                    id: contact.id.text, kind: "contact", name: contact.name, sector: organization?.sector.rawValue,
                    country: contact.country.rawValue, organization: organization?.name)
            }
            let organizations = try records.organizations().filter { wantedOrganizations?.contains($0.id.text) ?? true }
                .map {
                    SearchHit(
                        id: $0.id.text, kind: "organization", name: $0.name, sector: $0.sector.rawValue,
                        country: $0.country?.rawValue, organization: nil)
                }
            let mechanisms = try records.mechanisms().filter { wantedMechanisms?.contains($0.id.text) ?? true }.map {
                SearchHit(
                    id: $0.id.text, kind: "mechanism", name: $0.name(in: .english), sector: $0.sector.rawValue,
                    country: nil, organization: nil)
            }
            return (hits + organizations + mechanisms).filter {
                (sector == nil || $0.sector == sector?.rawValue) && (country == nil || $0.country == country?.rawValue)
            }
        }
    }
}
