internal import Coordination
internal import TextFiles

/// One contact as a directory file writes it.
enum ContactFile {
    static func contact(_ node: YamlNode, isDemonstration: Bool) throws -> Contact {
        try node.allow([
            "id", "name", "other-names", "pseudonym", "organization", "position", "position-since", "other-positions",
            "country", "zone", "languages", "channels", "consents", "overrides", "hours", "busy", "do-not-contact",
            "tlp", "risk-note", "note", "external-id", "foreign-ids", "former-channels", "key", "key-fingerprint",
        ])
        let channels = try node["channels"]?.list().map(channel) ?? []
        var contact = Contact(
            id: try node.required("id").value(Contact.ID.init(parsing:)), name: try node.required("name").name(),
            otherNames: try node["other-names"]?.list().map { try $0.name() } ?? [],
            pseudonym: try node["pseudonym"]?.name(),
            organization: try node["organization"]?.value(Organization.ID.init(parsing:)),
            position: try node["position"]?.text(),
            positionSince: try node["position-since"]?.value(CalendarDay.init(parsing:)),
            otherPositions: try node["other-positions"]?.list().map(position) ?? [],
            country: try node.required("country").value(CountryCode.init(parsing:)),
            zone: try node.required("zone").value(ZoneName.init(parsing:)),
            languages: try node["languages"]?.list().map { try $0.value(Language.init(parsing:)) } ?? [],
            channels: channels, consents: try node["consents"]?.list().map(consent) ?? [],
            overrides: try node["overrides"]?.list().map(override) ?? [],
            tlp: try node["tlp"]?.choice(TLP.self) ?? .amber,
            hours: try node["hours"]?.value(WorkingHours.init(parsing:)) ?? .usual,
            busy: try node["busy"]?.list().map(busy) ?? [],
            isDoNotContact: try node["do-not-contact"]?.truth() ?? false,
            riskNote: try node["risk-note"]?.block(), note: try node["note"]?.block(),
            externalID: try node["external-id"]?.text(),
            foreignIDs: try node["foreign-ids"]?.list().map(foreignID) ?? [],
            formerChannels: try node["former-channels"]?.list().map(channel) ?? [], isDemonstration: isDemonstration)
        if let key = node["key"] {
            contact.publicKey = try PublicKey(
                armored: try key.block(), fingerprint: try node.required("key-fingerprint").text())
        }
        return contact
    }

    private static func foreignID(_ node: YamlNode) throws -> ForeignID {
        try node.allow(["source", "id"])
        return ForeignID(source: try node.required("source").text(), id: try node.required("id").text())
    }

    private static func channel(_ node: YamlNode) throws -> SafeChannel {
        try node.allow(SafeChannel.Kind.allCases.map(\.rawValue))
        guard let (key, value) = try node.entries().first, let kind = SafeChannel.Kind(rawValue: key) else {
            throw node.wrong("names no channel", remedy: "Write '- email: local@domain'.")
        }
        if kind == .email { _ = try value.value(EmailAddress.init(parsing:)) }
        return SafeChannel(kind: kind, address: try value.text())
    }

    private static func consent(_ node: YamlNode) throws -> Consent {
        try node.allow(["purpose", "channel", "group", "proxy", "evidence", "given", "expires", "withdrawn"])
        return Consent(
            purpose: try node.required("purpose").choice(Consent.Purpose.self),
            channel: try node["channel"]?.choice(SafeChannel.Kind.self) ?? .email,
            group: try node["group"]?.value(Group.ID.init(parsing:)), proxy: try node["proxy"]?.text(),
            evidence: try node.required("evidence").text(),
            given: try node.required("given").value(CalendarDay.init(parsing:)),
            expires: try node["expires"]?.value(CalendarDay.init(parsing:)),
            withdrawn: try node["withdrawn"]?.value(CalendarDay.init(parsing:)))
    }

    private static func override(_ node: YamlNode) throws -> ConsentOverride {
        try node.allow(["purpose", "channel", "subject", "reason", "day", "by"])
        return ConsentOverride(
            purpose: try node.required("purpose").choice(Consent.Purpose.self),
            channel: try node.required("channel").choice(SafeChannel.Kind.self),
            subject: try node.required("subject").text(), reason: try node.required("reason").text(),
            day: try node.required("day").value(CalendarDay.init(parsing:)), by: try node.required("by").text())
    }

    private static func position(_ node: YamlNode) throws -> Position {
        try node.allow(["organization", "title", "since", "until"])
        return Position(
            organization: try node["organization"]?.value(Organization.ID.init(parsing:)),
            title: try node["title"]?.text(), since: try node["since"]?.value(CalendarDay.init(parsing:)),
            until: try node["until"]?.value(CalendarDay.init(parsing:)))
    }

    private static func busy(_ node: YamlNode) throws -> TimeSpan {
        try node.allow(["from", "to"])
        guard
            let span = TimeSpan(
                start: try node.required("from").value(Instant.init(parsing:)),
                end: try node.required("to").value(Instant.init(parsing:)))
        else { throw node.wrong("ends before it starts", remedy: "Exchange 'from' and 'to'.") }
        return span
    }
}
