/// What a column of a table of people may hold.
public enum PersonField: String, CaseIterable, Sendable {
    case id, name
    case givenName = "given-name"
    case familyName = "family-name"
    case pseudonym, email, phone, signal, organization, position, sector, country, region, zone, hours, language, reach,
        size
    case hostFunded = "host-funded"
    case theme, population
    case firstMet = "first-met"
    case consent
    case consentGiven = "consent-given"
    case consentExpires = "consent-expires"
    case consentEvidence = "consent-evidence"
    case doNotContact = "do-not-contact"
    case label = "tlp"
    case riskNote = "risk-note"
    case note

    /// Whether several columns may hold it, such as two mail addresses.
    var mayRepeat: Bool {
        switch self {
        case .email, .phone, .signal, .theme, .population, .note, .language: true
        default: false
        }
    }
}
