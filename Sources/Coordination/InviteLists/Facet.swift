/// A trait by which it is seen whose voices a list holds.
public enum Facet: String, CaseIterable, Sendable, Codable {
    case sector, reach, size, funding
    case missionFunding = "mission-funding"
    case country, region, population, language

    /// What stands where the directory does not say.
    public static let unknown = "unknown"

    /// The values of one person; more than one where an organization speaks for several populations.
    public func values(_ contact: Contact, _ organization: Organization?) -> [String] {
        let value: String?
        switch self {
        case .sector: value = organization?.sector.rawValue
        case .reach: value = organization?.reach?.rawValue
        case .size: value = organization?.size?.rawValue
        case .funding: value = Self.funding(organization?.isHostFunded)
        case .missionFunding: value = Self.missionFunding(organization?.isMissionFunded)
        case .country: value = contact.country.rawValue
        case .region: value = organization?.region
        case .population:
            let populations = organization?.populations ?? []
            return populations.isEmpty ? [Self.unknown] : populations
        case .language: value = contact.languages.first?.rawValue
        }
        return [value ?? Self.unknown]
    }

    public static func missionFunding(_ isMissionFunded: Bool?) -> String? {
        isMissionFunded.map { $0 ? "mission-funded" : "not-mission-funded" }
    }

    public static func funding(_ isHostFunded: Bool?) -> String? {
        isHostFunded.map { $0 ? "host-funded" : "not-host-funded" }
    }
}
