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

extension People {
    /// A mail as the gate sees it, of one kind and with one text.
    public static func draft(
        to contact: Contact, text: String = "", kind: MessageKind = .invitation, about: String = "cv-1"
    ) -> MailDraft {
        MailDraft(kind: kind, to: contact, about: about, in: .english, subject: "", text: text, html: "")
    }

    /// A mail to a contact that hides nobody.
    public static func envelope(
        _ id: String, to contact: Contact, kind: MessageKind = .invitation, orderingKey: String? = nil,
        payload: String = "payload", today: CalendarDay = People.today, now: Instant = People.now
    ) throws -> Envelope {
        let cleared = try DisclosureGate(today: today).clear(draft(to: contact, kind: kind), hiding: HiddenPeople([]))
        return try Envelope(
            cleared, id: Identifier(trusted: id), orderingKey: orderingKey ?? id, created: now
        ) { _, _ in Array(payload.utf8) }
    }
}
