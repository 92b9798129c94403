public import Coordination

/// An organization as a row about a person names it.
public struct ImportedOrganization: Hashable, Sendable {
    public var name: String
    public var sector: Sector?
    public var country: CountryCode?
    public var reach: Reach?
    public var size: OrganizationSize?
    public var region: String?
    public var isHostFunded: Bool?
    public var isMissionFunded: Bool?
    public var themes: [String] = []
    public var populations: [String] = []
    public var firstMet: CalendarDay?

    public init(name: String) { self.name = name }

    /// Facts that differ from those on record: which, the one that is kept, and the other.
    public func conflicts(with organization: Organization) -> [(String, String, String)] {
        [
            ("sector", organization.sector.rawValue, sector?.rawValue),
            ("region", organization.region ?? "", region),
            ("reach", organization.reach?.rawValue ?? "", reach?.rawValue),
            ("size", organization.size?.rawValue ?? "", size?.rawValue),
            ("funding", Facet.funding(organization.isHostFunded) ?? "", Facet.funding(isHostFunded)),
            (
                "funding by the mission", Facet.missionFunding(organization.isMissionFunded) ?? "",
                Facet.missionFunding(isMissionFunded)
            ),
        ].compactMap { fact, kept, other in
            guard let other, !kept.isEmpty, kept != other else { return nil }
            return (fact, kept, other)
        }
    }

    /// Accents do not make another word.
    private static func joined(_ known: [String], _ new: [String]) -> [String] {
        new.reduce(into: known) { all, word in
            let words = Redaction.words(of: word)
            if !all.contains(where: { Redaction.words(of: $0) == words }) { all.append(word) }
        }
    }

    /// An organization of the directory with what a row adds. What is known already is not replaced by another row's word.
    public func merged(into organization: Organization) -> Organization {
        var result = organization
        result.country = organization.country ?? country
        result.reach = organization.reach ?? reach
        result.size = organization.size ?? size
        result.region = organization.region ?? region
        result.isHostFunded = organization.isHostFunded ?? isHostFunded
        result.isMissionFunded = organization.isMissionFunded ?? isMissionFunded
        result.themes = Self.joined(organization.themes, themes)
        result.populations = Self.joined(organization.populations, populations)
        if let firstMet { result.firstMet = min(firstMet, organization.firstMet ?? firstMet) }
        return result
    }
}
