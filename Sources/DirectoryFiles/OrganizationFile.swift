internal import Coordination
internal import TextFiles

/// One organization as a directory file writes it.
enum OrganizationFile {
    static func organization(
        _ node: YamlNode, source: String?, sector: Sector?, isDemonstration: Bool
    ) throws -> Organization {
        try node.allow([
            "id", "name", "names", "other-names", "sector", "country", "reach", "size", "region", "host-funded",
            "mission-funded",
            "themes",
            "populations", "first-met", "source",
        ])
        guard let source = try node["source"]?.text() ?? source else {
            throw node.wrong("has no source", remedy: "Add 'source: …' to it or to the file.")
        }
        guard let sector = try node["sector"]?.choice(Sector.self) ?? sector else {
            throw node.wrong("has no sector", remedy: "Add 'sector: …' to it or to the file.")
        }
        var names: [String: String] = [:]
        for (key, value) in try node["names"]?.entries() ?? [] { names[key] = try value.name() }
        return Organization(
            id: try node.required("id").value(Organization.ID.init(parsing:)), name: try node.required("name").name(),
            names: names, otherNames: try node["other-names"]?.texts() ?? [], sector: sector,
            country: try node["country"]?.value(CountryCode.init(parsing:)),
            reach: try node["reach"]?.choice(Reach.self), size: try node["size"]?.choice(OrganizationSize.self),
            region: try node["region"]?.text(), isHostFunded: try node["host-funded"]?.truth(),
            isMissionFunded: try node["mission-funded"]?.truth(),
            themes: try node["themes"]?.texts() ?? [], populations: try node["populations"]?.texts() ?? [],
            firstMet: try node["first-met"]?.value(CalendarDay.init(parsing:)), source: source,
            isDemonstration: isDemonstration)
    }
}
