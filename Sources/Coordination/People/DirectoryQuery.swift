/// A question to the directory; every trait that is given must fit.
public struct DirectoryQuery: Hashable, Sendable, Codable {
    /// Beginnings of words of a name, an address or an organization's name.
    public var text: String
    public var sector: Sector?
    public var country: CountryCode?
    public var theme: String?
    public var language: Language?
    public var reach: Reach?
    /// A population that the organization speaks for, such as `indigenous`.
    public var population: String?
    /// Members of this group today.
    public var group: Group.ID?

    public init(
        text: String = "", sector: Sector? = nil, country: CountryCode? = nil, theme: String? = nil,
        language: Language? = nil, reach: Reach? = nil, population: String? = nil, group: Group.ID? = nil
    ) {
        self.text = text
        self.sector = sector
        self.country = country
        self.theme = theme
        self.language = language
        self.reach = reach
        self.population = population
        self.group = group
    }

    /// Whether it asks for anything but words.
    public var hasTraits: Bool {
        sector != nil || country != nil || theme != nil || language != nil || reach != nil || population != nil
            || group != nil
    }

    public var isEmpty: Bool { !hasTraits && text.allSatisfy(\.isWhitespace) }

    /// In words, such as `theme land, country HN`.
    public var description: String {
        let parts: [(String, String?)] = [
            ("words", text.isEmpty ? nil : text), ("sector", sector?.rawValue), ("country", country?.rawValue),
            ("theme", theme), ("language", language?.rawValue), ("reach", reach?.rawValue), ("population", population),
            ("group", group?.text),
        ]
        return parts.compactMap { name, value in value.map { "\(name) \($0)" } }.joined(separator: ", ")
    }
}
