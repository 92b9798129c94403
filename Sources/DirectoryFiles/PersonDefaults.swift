public import Coordination
internal import TextFiles

/// What holds where a row says nothing.
public struct PersonDefaults: Sendable {
    public var country: CountryCode?
    public var zone: ZoneName?
    public var language: Language?
    public var sector: Sector?
    public var source: String?

    public init(
        country: CountryCode? = nil, zone: ZoneName? = nil, language: Language? = nil, sector: Sector? = nil,
        source: String? = nil
    ) {
        self.country = country
        self.zone = zone
        self.language = language
        self.sector = sector
        self.source = source
    }

    /// What the command line says goes before the file.
    init(_ node: YamlNode, over told: PersonDefaults) throws {
        try node.allow(["country", "zone", "language", "sector", "source"])
        country = try told.country ?? node["country"]?.value(CountryCode.init(parsing:))
        zone = try told.zone ?? node["zone"]?.value(ZoneName.init(parsing:))
        language = try told.language ?? node["language"]?.value(Language.init(parsing:))
        sector = try told.sector ?? node["sector"]?.choice(Sector.self)
        source = try told.source ?? node["source"]?.text()
    }

    var lines: [String] {
        let values = [
            ("country", country.map { "\"\($0)\"" }), ("zone", zone?.rawValue),
            ("language", language.map { "\"\($0)\"" }), ("sector", sector?.rawValue),
            ("source", source.map(YamlText.quoted)),
        ].compactMap { name, value in value.map { "  \(name): \($0)" } }
        return values.isEmpty ? [] : ["defaults:"] + values
    }
}
