public import Coordination

/// One person as another program's file describes them: only what the file says, for the rest stays as it is.
public struct ImportedPerson: Sendable {
    /// File and line where the person stands.
    public let place: String
    /// An id of this directory.
    public var id: Contact.ID?
    /// The text in the id column when it is not an id of this directory: the number of another program or list.
    public var foreignID: String?
    /// The UID of a vCard (RFC 6350 section 6.7.6).
    public var externalID: String?
    public var name: String
    public var pseudonym: String?
    public var organization: ImportedOrganization?
    public var position: String?
    public var country: CountryCode?
    public var zone: ZoneName?
    public var hours: WorkingHours?
    public var languages: [Language] = []
    public var channels: [SafeChannel] = []
    public var consents: [Consent] = []
    /// What the person said no to.
    public var refusals: [Consent.Purpose] = []
    /// When, where the file says.
    public var refusedOn: CalendarDay?
    public var isDoNotContact: Bool?
    public var label: TLP?
    public var riskNote: String?
    public var note: String?

    public init(place: String, name: String) {
        self.place = place
        self.name = name
    }

    /// An id of the kind that this program gives; `nil` for the numbers of other programs.
    static func ownID(_ text: String) -> Contact.ID? { text.hasPrefix("ct-") ? try? Contact.ID(parsing: text) : nil }

    /// A person of the directory with what the file says of them. Lists only grow; what the file leaves open stays.
    /// - Parameters:
    ///   - day: when a refusal is taken to be told, where the file does not say.
    ///   - foreignID: under which number the file's source keeps the person.
    public func merged(
        into contact: Contact, organization: Organization.ID?, foreignID: ForeignID?, on day: CalendarDay
    ) -> Contact {
        var result = contact
        if Set(Redaction.words(of: name)) != Set(Redaction.words(of: contact.name)), !contact.otherNames.contains(name)
        {
            // Found again under another spelling.
            if id != nil {
                result.rename(to: name)
            } else if contact.otherNames.count < 20 {
                result.otherNames.append(name)
            }
        }
        result.externalID = contact.externalID ?? (externalID == contact.id.text ? nil : externalID)
        if let foreignID, !result.foreignIDs.contains(foreignID) { result.foreignIDs.append(foreignID) }
        result.pseudonym = pseudonym ?? contact.pseudonym
        result.organization = organization ?? contact.organization
        result.position = position ?? contact.position
        result.country = country ?? contact.country
        result.zone = zone ?? contact.zone
        result.hours = hours ?? contact.hours
        for language in languages where !result.languages.contains(language) { result.languages.append(language) }
        result.add(channels)
        for consent in consents { result.give(consent) }
        for purpose in refusals where !result.hasRefused(purpose, .email) {
            // Who agreed again since then has not refused any more.
            let isOver = result.consents.contains { consent in
                consent.purpose == purpose && !consent.isOptOut && consent.withdrawn == nil
                    && refusedOn.map { $0 < consent.given } ?? false
            }
            if !isOver { _ = result.withdraw(purpose, channel: .email, group: nil, on: refusedOn ?? day) }
        }
        // What is the same in both is kept in memory once.
        if result.languages == languages { result.languages = languages }
        if result.channels == channels { result.channels = channels }
        if result.consents == consents { result.consents = consents }
        result.isDoNotContact = isDoNotContact ?? false
        result.tlp = label ?? contact.tlp
        result.riskNote = Contact.lines(contact.riskNote, riskNote)
        result.note = Contact.lines(contact.note, note)
        return result.guarded(by: contact)
    }
}
