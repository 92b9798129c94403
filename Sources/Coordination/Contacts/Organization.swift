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
    public var themes: [String]
    /// Where the facts come from.
    public var source: String
    /// Invented for the demonstration.
    public var isDemonstration: Bool

    public init(
        id: ID, name: String, names: [String: String] = [:], sector: Sector, country: CountryCode? = nil,
        reach: Reach? = nil, themes: [String] = [], source: String, isDemonstration: Bool = false
    ) {
        self.id = id
        self.name = name
        self.names = names
        self.sector = sector
        self.country = country
        self.reach = reach
        self.themes = themes
        self.source = source
        self.isDemonstration = isDemonstration
    }
}
