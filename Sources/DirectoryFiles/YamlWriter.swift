public import Coordination

/// Writes the directory as the YAML files that `DirectoryReader` reads, everything that is kept of a person included.
public enum YamlWriter {
    public static func organizations(_ organizations: [Organization]) -> String {
        "organizations:\n"
            + organizations.map { item in
                entry([
                    ("id", item.id.text), ("name", quoted(item.name)),
                    (
                        "names",
                        item.names.isEmpty
                            ? nil
                            : flow(item.names.sorted { $0.key < $1.key }.map { (quoted($0.key), quoted($0.value)) })
                    ),
                    ("sector", item.sector.rawValue), ("country", item.country.map { quoted($0.rawValue) }),
                    ("reach", item.reach?.rawValue), ("size", item.size?.rawValue),
                    ("region", item.region.map(quoted)), ("host-funded", item.isHostFunded.map { "\($0)" }),
                    ("themes", list(item.themes.map(quoted))), ("populations", list(item.populations.map(quoted))),
                    ("first-met", item.firstMet?.description), ("source", quoted(item.source)),
                ])
            }.joined()
    }

    public static func contacts(_ contacts: [Contact]) -> String { "contacts:\n" + contacts.map(contact).joined() }

    private static func contact(_ item: Contact) -> String {
        entry([
            ("id", item.id.text), ("name", quoted(item.name)), ("other-names", list(item.otherNames.map(quoted))),
            ("pseudonym", item.pseudonym.map(quoted)), ("organization", item.organization?.text),
            ("position", item.position.map(quoted)), ("position-since", item.positionSince?.description),
            ("other-positions", list(item.otherPositions.map(position))), ("country", quoted(item.country.rawValue)),
            ("zone", item.zone.rawValue),
            ("languages", "[\(item.languages.map { quoted($0.rawValue) }.joined(separator: ", "))]"),
            ("hours", quoted(item.hours.description)),
            ("channels", list(item.channels.map { flow([($0.kind.rawValue, quoted($0.address))]) })),
            ("consents", list(item.consents.map(consent))), ("overrides", list(item.overrides.map(override))),
            ("busy", list(item.busy.map { flow([("from", quoted("\($0.start)")), ("to", quoted("\($0.end)"))]) })),
            ("tlp", quoted(item.tlp.rawValue)), ("do-not-contact", item.isDoNotContact ? "true" : nil),
            ("risk-note", item.riskNote.map(quoted)), ("note", item.note.map(quoted)),
            ("external-id", item.externalID.map(quoted)),
            ("key-fingerprint", item.publicKey.map { quoted($0.fingerprint) }),
            ("key", item.publicKey.map { quoted($0.armored) }),
        ])
    }

    private static func position(_ item: Position) -> String {
        flow([
            ("organization", item.organization?.text), ("title", item.title.map(quoted)),
            ("since", item.since?.description), ("until", item.until?.description),
        ])
    }

    private static func consent(_ item: Consent) -> String {
        flow([
            ("purpose", item.purpose.rawValue), ("channel", item.channel.rawValue), ("group", item.group?.text),
            ("proxy", item.proxy.map(quoted)), ("evidence", quoted(item.evidence)), ("given", item.given.description),
            ("expires", item.expires?.description), ("withdrawn", item.withdrawn?.description),
        ])
    }

    private static func override(_ item: ConsentOverride) -> String {
        flow([
            ("purpose", item.purpose.rawValue), ("channel", item.channel.rawValue), ("subject", quoted(item.subject)),
            ("reason", quoted(item.reason)), ("day", item.day.description), ("by", quoted(item.by)),
        ])
    }

    private static func entry(_ fields: [(String, String?)]) -> String {
        let lines = fields.compactMap { name, value in value.map { "\(name): \($0)" } }
        return "  - " + lines.joined(separator: "\n    ") + "\n"
    }

    private static func flow(_ fields: [(String, String?)]) -> String {
        "{" + fields.compactMap { name, value in value.map { "\(name): \($0)" } }.joined(separator: ", ") + "}"
    }

    private static func list(_ items: [String]) -> String? {
        items.isEmpty ? nil : "[\(items.joined(separator: ", "))]"
    }

    /// A double-quoted scalar (YAML 1.2 section 7.3.1).
    private static func quoted(_ text: String) -> String {
        "\""
            + text.unicodeScalars.map { scalar in
                switch scalar {
                case "\"", "\\": "\\\(scalar)"
                case "\n": "\\n"
                case "\t": "\\t"
                // Elsewhere these would look like an anchor to the screen.
                case "&": "\\x26"
                case "*": "\\x2A"
                case "[": "\\x5B"
                case "{": "\\x7B"
                default: String(scalar)
                }
            }.joined() + "\""
    }
}
