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

    /// Records that were kept before a field existed do not have it.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(ID.self, forKey: .id)
        name = try container.decode(String.self, forKey: .name)
        names = try container.decode([String: String].self, forKey: .names)
        sector = try container.decode(Sector.self, forKey: .sector)
        country = try container.decodeIfPresent(CountryCode.self, forKey: .country)
        reach = try container.decodeIfPresent(Reach.self, forKey: .reach)
        size = try container.decodeIfPresent(OrganizationSize.self, forKey: .size)
        region = try container.decodeIfPresent(String.self, forKey: .region)
        isHostFunded = try container.decodeIfPresent(Bool.self, forKey: .isHostFunded)
        themes = try container.decode([String].self, forKey: .themes)
        populations = try container.decodeIfPresent([String].self, forKey: .populations) ?? []
        firstMet = try container.decodeIfPresent(CalendarDay.self, forKey: .firstMet)
        source = try container.decode(String.self, forKey: .source)
        isDemonstration = try container.decode(Bool.self, forKey: .isDemonstration)
    }
}
