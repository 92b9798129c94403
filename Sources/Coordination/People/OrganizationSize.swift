/// How large an organization is, by the people who work for it.
public enum OrganizationSize: String, CaseIterable, Sendable, Codable {
    /// Up to 10.
    case small
    /// 11 to 100.
    case medium
    /// More than 100.
    case large
}
