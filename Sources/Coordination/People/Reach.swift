/// How far an organization reaches; consultations must not stop at the capital.
public enum Reach: String, CaseIterable, Sendable, Codable {
    case international, national, capital
    case largeCity = "large-city"
    case regional = "regional-or-rural"
}
