public import Coordination
internal import TextFiles

/// The kinds of convening that `Templates/convenings/` describes.
public enum BlueprintFile {
    /// All blueprints of a folder, by id.
    public static func readAll(in folder: String) throws -> [Blueprint] {
        try FileReader.files(in: folder, ending: ".yaml").map { path in
            try blueprint(try YamlNode.parse(try FileReader.text(path), file: path))
        }
    }

    private static func blueprint(_ root: YamlNode) throws -> Blueprint {
        try root.allow([
            "id", "titles", "purpose", "minutes", "visibility", "attribution", "tlp", "quorum", "agenda", "notice-days",
        ])
        var sectors: [Sector: Int] = [:]
        for (key, value) in try root["quorum"]?.entries() ?? [] {
            guard let sector = Sector(rawValue: key) else {
                throw value.wrong(
                    "unknown sector '\(key)'",
                    remedy: NearestChoice.remedy(for: key, among: Sector.allCases.map(\.rawValue)))
            }
            sectors[sector] = try value.integer(0...1000)
        }
        var agenda: [String: [String]] = [:]
        for (key, value) in try root.required("agenda").entries() { agenda[key] = try value.texts() }
        return Blueprint(
            id: try root.required("id").value(Blueprint.ID.init(parsing:)), titles: try root.required("titles").names(),
            purpose: try root.required("purpose").text(), minutes: try root.required("minutes").integer(15...1440),
            visibility: try root.required("visibility").choice(Visibility.self),
            attribution: try root.required("attribution").choice(Attribution.self),
            tlp: try root.required("tlp").choice(TLP.self), quorum: Quorum(sectors: sectors), agenda: agenda,
            noticeDays: try root.required("notice-days").integer(0...365))
    }
}
