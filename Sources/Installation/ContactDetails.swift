public import Coordination

/// A person of the directory, as the fronts show one.
public struct ContactDetails: View {
    public let id: Contact.ID
    public let name: String
    /// Other spellings under which the person was kept.
    public let otherNames: [String]
    /// The name to use wherever the real one is not needed.
    public let pseudonym: String?
    public let organization: Organization.ID?
    /// The office held there.
    public let position: String?
    /// The first day of it; `nil` where it is not known.
    public let positionSince: CalendarDay?
    /// Offices held before, or beside the present one.
    public let otherPositions: [Position]
    public let country: CountryCode
    public let zone: ZoneName
    /// In the person's order of preference.
    public let languages: [Language]
    public let channels: [SafeChannel]
    public let consents: [Consent]
    /// Decisions to write without a consent on record.
    public let overrides: [ConsentOverride]
    /// Whom the record may be shown to.
    public let tlp: TLP
    public let hours: WorkingHours
    /// When the person is known to be taken.
    public let busy: [TimeSpan]
    public let isDoNotContact: Bool
    public let riskNote: String?
    public let note: String?
    /// The UID under which another program keeps the person (RFC 6350 section 6.7.6).
    public let externalID: String?
    /// The numbers under which other programs and lists keep the person.
    public let foreignIDs: [ForeignID]
    /// Addresses and numbers that were taken off this record.
    public let formerChannels: [SafeChannel]
    public let isDemonstration: Bool
    /// The key that mail to this person is encrypted with; whoever gave one asked for it.
    public let publicKey: PublicKey?

    package init(_ contact: Contact) {
        id = contact.id
        name = contact.name
        otherNames = contact.otherNames
        pseudonym = contact.pseudonym
        organization = contact.organization
        position = contact.position
        positionSince = contact.positionSince
        otherPositions = contact.otherPositions
        country = contact.country
        zone = contact.zone
        languages = contact.languages
        channels = contact.channels
        consents = contact.consents
        overrides = contact.overrides
        tlp = contact.tlp
        hours = contact.hours
        busy = contact.busy
        isDoNotContact = contact.isDoNotContact
        riskNote = contact.riskNote
        note = contact.note
        externalID = contact.externalID
        foreignIDs = contact.foreignIDs
        formerChannels = contact.formerChannels
        isDemonstration = contact.isDemonstration
        publicKey = contact.publicKey
    }
}
