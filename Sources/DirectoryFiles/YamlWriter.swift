public import Coordination
internal import TextFiles

/// Writes the directory as the YAML files that `DirectoryReader` reads, everything that is kept of a person included.
public enum YamlWriter {
    public static func organizations(_ organizations: [Organization]) -> String {
        "organizations:\n"
            + organizations.map { item in
                entry([
                    ("id", item.id.text), ("name", YamlText.quoted(item.name)),
                    (
                        "names",
                        item.names.isEmpty
                            ? nil
                            : flow(
                                item.names.sorted { $0.key < $1.key }.map {
                                    (YamlText.quoted($0.key), YamlText.quoted($0.value))
                                })
                    ),
                    ("other-names", list(item.otherNames.map(YamlText.quoted))),
                    ("sector", item.sector.rawValue), ("country", item.country.map { YamlText.quoted($0.rawValue) }),
                    ("reach", item.reach?.rawValue), ("size", item.size?.rawValue),
                    ("region", item.region.map(YamlText.quoted)), ("host-funded", item.isHostFunded.map { "\($0)" }),
                    ("mission-funded", item.isMissionFunded.map { "\($0)" }),
                    ("themes", list(item.themes.map(YamlText.quoted))),
                    ("populations", list(item.populations.map(YamlText.quoted))),
                    ("first-met", item.firstMet?.description), ("source", YamlText.quoted(item.source)),
                ])
            }.joined()
    }

    public static func contacts(_ contacts: [Contact]) -> String { "contacts:\n" + contacts.map(contact).joined() }

    private static func contact(_ item: Contact) -> String {
        entry([
            ("id", item.id.text), ("name", YamlText.quoted(item.name)),
            ("other-names", list(item.otherNames.map(YamlText.quoted))),
            ("pseudonym", item.pseudonym.map(YamlText.quoted)), ("organization", item.organization?.text),
            ("position", item.position.map(YamlText.quoted)), ("position-since", item.positionSince?.description),
            ("other-positions", list(item.otherPositions.map(position))),
            ("country", YamlText.quoted(item.country.rawValue)),
            ("zone", item.zone.rawValue),
            ("languages", "[\(item.languages.map { YamlText.quoted($0.rawValue) }.joined(separator: ", "))]"),
            ("hours", YamlText.quoted(item.hours.description)),
            ("channels", list(item.channels.map(channel))),
            ("consents", list(item.consents.map(consent))), ("overrides", list(item.overrides.map(override))),
            (
                "busy",
                list(
                    item.busy.map {
                        flow([("from", YamlText.quoted("\($0.start)")), ("to", YamlText.quoted("\($0.end)"))])
                    })
            ),
            ("tlp", YamlText.quoted(item.tlp.rawValue)), ("do-not-contact", item.isDoNotContact ? "true" : nil),
            ("risk-note", item.riskNote.map(YamlText.quoted)), ("note", item.note.map(YamlText.quoted)),
            ("external-id", item.externalID.map(YamlText.quoted)),
            (
                "foreign-ids",
                list(
                    item.foreignIDs.map {
                        flow([("source", YamlText.quoted($0.source)), ("id", YamlText.quoted($0.id))])
                    })
            ),
            ("former-channels", list(item.formerChannels.map(channel))),
            ("key-fingerprint", item.publicKey.map { YamlText.quoted($0.fingerprint) }),
            ("key", item.publicKey.map { YamlText.quoted($0.armored) }),
        ])
    }

    private static func channel(_ item: SafeChannel) -> String {
        flow([(item.kind.rawValue, YamlText.quoted(item.address))])
    }

    private static func position(_ item: Position) -> String {
        flow([
            ("organization", item.organization?.text), ("title", item.title.map(YamlText.quoted)),
            ("since", item.since?.description), ("until", item.until?.description),
        ])
    }

    private static func consent(_ item: Consent) -> String {
        flow([
            ("purpose", item.purpose.rawValue), ("channel", item.channel.rawValue), ("group", item.group?.text),
            ("proxy", item.proxy.map(YamlText.quoted)), ("evidence", YamlText.quoted(item.evidence)),
            ("given", item.given.description),
            ("expires", item.expires?.description), ("withdrawn", item.withdrawn?.description),
        ])
    }

    private static func override(_ item: ConsentOverride) -> String {
        flow([
            ("purpose", item.purpose.rawValue), ("channel", item.channel.rawValue),
            ("subject", YamlText.quoted(item.subject)),
            ("reason", YamlText.quoted(item.reason)), ("day", item.day.description), ("by", YamlText.quoted(item.by)),
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
}
