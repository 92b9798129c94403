/// The follow-up actions that missions take.
public enum ActionKind: String, CaseIterable, Sendable, Codable {
    case demarche
    case jointDemarche = "joint-demarche"
    case noteVerbale = "note-verbale"
    case firstPersonNote = "first-person-note"
    case nonPaper = "non-paper"
    case memorandum, letter
    case ministryMeeting = "ministry-meeting"
    case companyMeeting = "company-meeting"
    case publicStatement = "public-statement"
    case socialMedia = "social-media"
    case trialObservation = "trial-observation"
    case detentionVisit = "detention-visit"
    case fieldVisit = "field-visit"
    case accompaniment, award
    case emergencyGrant = "emergency-grant"
    case relocationReferral = "relocation-referral"
    case mechanismReferral = "mechanism-referral"
    case contactPointReferral = "contact-point-referral"
    case commitment
    case deliberateInaction = "deliberate-inaction"

    /// Whether such an action is seen by everyone unless said otherwise.
    public var isPublic: Bool { [.publicStatement, .socialMedia, .award].contains(self) }
}
