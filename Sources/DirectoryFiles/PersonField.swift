/// What a column of a table of people may hold.
public enum PersonField: String, CaseIterable, Sendable {
    case id, name
    case givenName = "given-name"
    case middleName = "middle-name"
    case familyName = "family-name"
    case secondFamilyName = "second-family-name"
    case pseudonym, email, phone, signal, organization, position, sector
    /// Whether a row is a person's or an organization's.
    case kind
    case country, region, zone, hours, language, reach, size
    case hostFunded = "host-funded"
    case missionFunded = "mission-funded"
    case theme, population
    case firstMet = "first-met"
    case consent
    case consentGiven = "consent-given"
    case consentExpires = "consent-expires"
    case consentEvidence = "consent-evidence"
    case doNotContact = "do-not-contact"
    /// That a person died, or when.
    case deceased
    /// That a person unsubscribed from a list, or when.
    case optOut = "opt-out"
    case label = "tlp"
    case riskNote = "risk-note"
    case note

    /// Whether several columns may hold it, such as two mail addresses.
    var mayRepeat: Bool {
        switch self {
        case .email, .phone, .signal, .theme, .population, .note, .language, .givenName, .middleName, .optOut,
            .doNotContact, .deceased:
            true
        default: false
        }
    }

    /// Whether it holds ways to reach a person.
    var isChannel: Bool { self == .email || self == .phone || self == .signal }

    static let names: Set<PersonField> = [.name, .givenName, .familyName]
    /// What only a person has.
    static let ofPeople = names.union([
        .middleName, .secondFamilyName, .pseudonym, .position, .consent, .signal, .doNotContact, .optOut, .riskNote,
    ])
}
