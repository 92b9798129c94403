/// Why a contact is not invited.
public enum Exclusion: String, Sendable, Codable, CaseIterable {
    case doNotContact = "do-not-contact"
    case noSafeChannel = "no-safe-channel"
    case noConsent = "no-consent"
    case consentExpired = "consent-expired"
    case consentWithdrawn = "consent-withdrawn"
    case label

    public var meaning: String {
        switch self {
        case .doNotContact: "marked do-not-contact"
        case .noSafeChannel: "no mail address named as safe"
        case .noConsent: "no consent to this purpose by mail"
        case .consentExpired: "the consent has expired"
        case .consentWithdrawn: "the consent was withdrawn"
        case .label: "the record's TLP label forbids it"
        }
    }

    public var remedy: Remedy {
        switch self {
        case .doNotContact: "Ask through someone the person trusts, then change the mark in the directory."
        case .noSafeChannel: "Ask for an address that is safe and add it to the directory, or invite in person."
        case .noConsent, .consentExpired, .consentWithdrawn:
            "Ask the person and write the consent down with \(.consentRecord)."
        case .label: "Leave the person out, or ask whether the label may be changed."
        }
    }
}
