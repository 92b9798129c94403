/// A person of the directory.
public struct Contact: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Contact>

    public let id: ID
    public var name: String
    /// The name to use wherever the real one is not needed.
    public var pseudonym: String?
    public var organization: Organization.ID?
    /// The office held there.
    public var position: String?
    public var country: CountryCode
    public var zone: ZoneName
    /// In the person's order of preference.
    public var languages: [Language]
    public var channels: [SafeChannel]
    public var consents: [Consent]
    public var hours: WorkingHours
    /// When the person is known to be taken.
    public var busy: [TimeSpan]
    public var isDoNotContact: Bool
    public var riskNote: String?
    public var isDemonstration: Bool

    public init(
        id: ID, name: String, pseudonym: String? = nil, organization: Organization.ID? = nil, position: String? = nil,
        country: CountryCode, zone: ZoneName, languages: [Language], channels: [SafeChannel], consents: [Consent] = [],
        hours: WorkingHours = .usual, busy: [TimeSpan] = [], isDoNotContact: Bool = false, riskNote: String? = nil,
        isDemonstration: Bool = false
    ) {
        self.id = id
        self.name = name
        self.pseudonym = pseudonym
        self.organization = organization
        self.position = position
        self.country = country
        self.zone = zone
        self.languages = languages
        self.channels = channels
        self.consents = consents
        self.hours = hours
        self.busy = busy
        self.isDoNotContact = isDoNotContact
        self.riskNote = riskNote
        self.isDemonstration = isDemonstration
    }

    /// The first mail address the person named as safe.
    public var email: EmailAddress? {
        channels.lazy.filter { $0.kind == .email }.compactMap { EmailAddress(rawValue: $0.address) }.first
    }
}
