public import Coordination

/// People and things that tests speak about.
public enum People {
    /// Thursday, 5 March 2026, 12:00 UTC.
    public static let now = Instant(seconds: 1_772_712_000)
    public static let today = CalendarDay(number: 20_517)

    public static func contact(
        _ id: String, name: String = "Ana Lucía Quintanilla", email: String? = nil, zone: ZoneName = .utc,
        consents: [Consent]? = nil, isDoNotContact: Bool = false
    ) throws -> Contact {
        let address = email ?? "\(id)@example.org"
        return Contact(
            id: try Contact.ID(parsing: id), name: name, country: try CountryCode(parsing: "HN"), zone: zone,
            languages: [.spanish], channels: [SafeChannel(kind: .email, address: address)],
            consents: consents ?? [consent()], isDoNotContact: isDoNotContact)
    }

    public static func consent(
        _ purpose: Consent.Purpose = .invite, given: Int = -10, expires: Int? = nil, withdrawn: Int? = nil
    ) -> Consent {
        Consent(
            purpose: purpose, channel: .email, evidence: "in person", given: today.adding(days: given),
            expires: expires.map { today.adding(days: $0) }, withdrawn: withdrawn.map { today.adding(days: $0) })
    }

    public static func blueprint(visibility: Visibility = .discreet, attribution: Attribution = .chathamHouse)
        -> Blueprint
    {
        Blueprint(
            id: Identifier(trusted: "roundtable"), titles: ["en": "Roundtable", "es": "Mesa redonda"], purpose: "test",
            minutes: 90, visibility: visibility, attribution: attribution, tlp: .amber,
            quorum: Quorum(sectors: [.civilSociety: 1]), agenda: ["en": ["Welcome"]], noticeDays: 7)
    }

    public static func convening(_ id: String = "cv-1", visibility: Visibility = .discreet) throws -> Convening {
        try Convening(
            id: Identifier(trusted: id), blueprint: blueprint(visibility: visibility), title: "River defenders",
            zone: .utc, firstDay: today.adding(days: 7), lastDay: today.adding(days: 21))
    }
}
