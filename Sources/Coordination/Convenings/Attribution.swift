/// What may be said of who said what.
public enum Attribution: String, CaseIterable, Sendable, Codable {
    case onRecord = "on-record"
    /// Neither identity nor affiliation of any participant may be revealed.
    case chathamHouse = "chatham-house"
    case offRecord = "off-record"
}
