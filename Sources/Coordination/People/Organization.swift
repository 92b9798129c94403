/// An organization as the directory knows it. What is not known is `nil`, never guessed.
public struct Organization: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Organization>

    public let id: ID
    public var name: String
    /// Names in other languages, by language tag.
    public var names: [String: String]
    public var sector: Sector
    public var country: CountryCode?
    public var reach: Reach?
    public var size: OrganizationSize?
    /// The part of the country it works in, such as a department.
    public var region: String?
    /// Whether the host government pays for it.
    public var isHostFunded: Bool?
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
        id: ID, name: String, names: [String: String] = [:], sector: Sector, country: CountryCode? = nil,
        reach: Reach? = nil, size: OrganizationSize? = nil, region: String? = nil, isHostFunded: Bool? = nil,
        themes: [String] = [], populations: [String] = [], firstMet: CalendarDay? = nil, source: String,
        isDemonstration: Bool = false
    ) {
        self.id = id
        self.name = name
        self.names = names
        self.sector = sector
        self.country = country
        self.reach = reach
        self.size = size
        self.region = region
        self.isHostFunded = isHostFunded
        self.themes = themes
        self.populations = populations
        self.firstMet = firstMet
        self.source = source
        self.isDemonstration = isDemonstration
    }

    /// Whether a theme is among its own, however it is written.
    public func works(on theme: String) -> Bool {
        let words = Redaction.words(of: theme)
        return themes.contains { Redaction.words(of: $0) == words }
    }
}
