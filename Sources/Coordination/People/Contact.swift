/// A person of the directory.
public struct Contact: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Contact>

    public let id: ID
    public var name: String
    /// Other spellings under which the person was kept.
    public var otherNames: [String]
    /// The name to use wherever the real one is not needed.
    public var pseudonym: String?
    public var organization: Organization.ID?
    /// The office held there.
    public var position: String?
    /// The first day of it; `nil` where it is not known.
    public var positionSince: CalendarDay?
    /// Offices held before, or beside the present one.
    public var otherPositions: [Position]
    public var country: CountryCode
    public var zone: ZoneName
    /// In the person's order of preference.
    public var languages: [Language]
    public var channels: [SafeChannel]
    public var consents: [Consent]
    /// Decisions to write without a consent on record.
    public var overrides: [ConsentOverride]
    /// Whom the record may be shown to.
    public var tlp: TLP
    public var hours: WorkingHours
    /// When the person is known to be taken.
    public var busy: [TimeSpan]
    public var isDoNotContact: Bool
    public var riskNote: String?
    public var note: String?
    /// The UID under which another program keeps the person (RFC 6350 section 6.7.6).
    public var externalID: String?
    /// The numbers under which other programs and lists keep the person.
    public var foreignIDs: [ForeignID]
    /// Addresses and numbers that were taken off this record; no older file brings them back.
    public var formerChannels: [SafeChannel]
    public var isDemonstration: Bool
    /// The key that mail to this person is encrypted with; whoever gave one asked for it.
    public var publicKey: PublicKey?

    public init(
        id: ID, name: String, otherNames: [String] = [], pseudonym: String? = nil, organization: Organization.ID? = nil,
        position: String? = nil,
        positionSince: CalendarDay? = nil, otherPositions: [Position] = [], country: CountryCode, zone: ZoneName,
        languages: [Language], channels: [SafeChannel], consents: [Consent] = [], overrides: [ConsentOverride] = [],
        tlp: TLP = .amber, hours: WorkingHours = .usual, busy: [TimeSpan] = [], isDoNotContact: Bool = false,
        riskNote: String? = nil, note: String? = nil, externalID: String? = nil, foreignIDs: [ForeignID] = [],
        formerChannels: [SafeChannel] = [], isDemonstration: Bool = false
    ) {
        self.id = id
        self.name = name
        self.otherNames = otherNames
        self.pseudonym = pseudonym
        self.organization = organization
        self.position = position
        self.positionSince = positionSince
        self.otherPositions = otherPositions
        self.country = country
        self.zone = zone
        self.languages = languages
        self.channels = channels
        self.consents = consents
        self.overrides = overrides
        self.tlp = tlp
        self.hours = hours
        self.busy = busy
        self.isDoNotContact = isDoNotContact
        self.riskNote = riskNote
        self.note = note
        self.externalID = externalID
        self.foreignIDs = foreignIDs
        self.formerChannels = formerChannels
        self.isDemonstration = isDemonstration
        publicKey = nil
    }

    /// Takes another name by hand, also one that was there before; the one before stays among the others.
    public mutating func correct(name new: String) {
        guard new != name else { return }
        otherNames = otherNames.filter { $0 != new } + [name]
        name = new
    }

    /// Makes a way to be reached the first of its kind, whether it is new, known, or was taken off.
    public mutating func prefer(_ channel: SafeChannel) {
        channels.removeAll(where: channel.isSame)
        formerChannels.removeAll(where: channel.isSame)
        channels.insert(channel, at: channels.firstIndex { $0.kind == channel.kind } ?? channels.endIndex)
    }

    /// Takes a way to be reached off; no older file brings it back.
    /// - Returns: whether it was there.
    public mutating func drop(_ address: String) -> Bool {
        let digits = address.filter(\.isNumber)
        let dropped = channels.filter { channel in
            channel.address.lowercased() == address.lowercased()
                || (channel.kind != .email && digits.count > 6 && channel.address.filter(\.isNumber) == digits)
        }
        channels.removeAll(where: dropped.contains)
        formerChannels += dropped.filter { old in !formerChannels.contains(where: old.isSame) }
        return !dropped.isEmpty
    }

    /// The first mail address the person named as safe.
    public var email: EmailAddress? {
        channels.lazy.filter { $0.kind == .email }.compactMap { EmailAddress(rawValue: $0.address) }.first
    }
}
