/// The part of society an organization belongs to; quorums and balance are counted by it.
public enum Sector: String, CaseIterable, Sendable, Codable, CodingKeyRepresentable {
    case civilSociety = "civil-society"
    case labor
    case media
    case business
    case alliedGovernment = "allied-government"
    case hostGovernment = "host-government"
    /// The mission's own: its ministry, its aid agency, its economic section.
    case ownGovernment = "own-government"
    case regionalMechanism = "regional-mechanism"
    case unMechanism = "un-mechanism"
    case nationalInstitution = "national-institution"
    case multiStakeholderInitiative = "multi-stakeholder-initiative"
    case nationalContactPoint = "national-contact-point"
    case developmentBank = "development-bank"
    case academia
}
