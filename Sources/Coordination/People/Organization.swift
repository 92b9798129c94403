/// An organization as the directory knows it. What is not known is `nil`, never guessed.
public struct Organization: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Organization>

    public let id: ID
    public var name: String
    /// Names in other languages, by language tag.
    public var names: [String: String]
    /// Other spellings under which it was kept.
    public var otherNames: [String]
    public var sector: Sector
    public var country: CountryCode?
    public var reach: Reach?
    public var size: OrganizationSize?
    /// The part of the country it works in, such as a department.
    public var region: String?
    /// Whether the host government pays for it.
    public var isHostFunded: Bool?
    /// Whether the mission's own government pays for it.
    public var isMissionFunded: Bool?
    public var themes: [String]
    /// Whom it speaks for or is led by, such as `indigenous` or `women-led`.
    public var populations: [String]
    /// When the mission first met it.
    public var firstMet: CalendarDay?
    /// Where the facts come from.
    public var source: String
    /// Invented for the demonstration.
    public var isDemonstration: Bool

    public init(
        id: ID, name: String, names: [String: String] = [:], otherNames: [String] = [], sector: Sector,
        country: CountryCode? = nil,
        reach: Reach? = nil, size: OrganizationSize? = nil, region: String? = nil, isHostFunded: Bool? = nil,
        isMissionFunded: Bool? = nil, themes: [String] = [], populations: [String] = [], firstMet: CalendarDay? = nil,
        source: String,
        isDemonstration: Bool = false
    ) {
        self.id = id
        self.name = name
        self.names = names
        self.otherNames = otherNames
        self.sector = sector
        self.country = country
        self.reach = reach
        self.size = size
        self.region = region
        self.isHostFunded = isHostFunded
        self.isMissionFunded = isMissionFunded
        self.themes = themes
        self.populations = populations
        self.firstMet = firstMet
        self.source = source
        self.isDemonstration = isDemonstration
    }

    /// All that it is called.
    public var allNames: [String] { [name] + names.values.sorted() + otherNames }

    /// Takes another name, and keeps the one before among the others.
    public mutating func rename(to new: String) {
        guard new != name else { return }
        otherNames = otherNames.filter { $0 != new } + [name]
        name = new
    }

    /// What it is with another record of the same organization: what it lacks is taken from that, lists are joined.
    public func merged(with other: Organization) -> Organization {
        func joined(_ known: [String], _ new: [String]) -> [String] {
            new.reduce(into: known) { all, word in
                let words = Redaction.words(of: word)
                if !all.contains(where: { Redaction.words(of: $0) == words }) { all.append(word) }
            }
        }
        let first = [firstMet, other.firstMet].compactMap { $0 }.min()
        return Organization(
            id: id, name: name, names: names.merging(other.names) { mine, _ in mine },
            otherNames: joined(otherNames, ([other.name] + other.otherNames).filter { $0 != name }), sector: sector,
            country: country ?? other.country, reach: reach ?? other.reach, size: size ?? other.size,
            region: region ?? other.region, isHostFunded: isHostFunded ?? other.isHostFunded,
            isMissionFunded: isMissionFunded ?? other.isMissionFunded,
            themes: joined(themes, other.themes), populations: joined(populations, other.populations), firstMet: first,
            source: source, isDemonstration: isDemonstration && other.isDemonstration)
    }

    /// Whether a theme is among its own, however it is written.
    public func works(on theme: String) -> Bool {
        let words = Redaction.words(of: theme)
        return themes.contains { Redaction.words(of: $0) == words }
    }
}
