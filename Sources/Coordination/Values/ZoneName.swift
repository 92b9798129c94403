/// A time zone by its IANA name, for example `America/Tegucigalpa`. Whether the system knows it is `Zones`' question.
public struct ZoneName: CodedName {
    public let rawValue: String
    public static let noun = "a time zone name"
    public static let form = "Use an IANA name of a place, for example America/Tegucigalpa, or UTC"

    /// Letters, digits, `_ + - /`, no part that is empty or starts with a dot: such a name cannot leave the zone folder.
    public init?(rawValue: String) {
        let parts = rawValue.split(separator: "/", omittingEmptySubsequences: false)
        let allowed = rawValue.utf8.allSatisfy {
            (65...90).contains($0) || (97...122).contains($0) || (45...57).contains($0) || $0 == 43 || $0 == 95
        }
        guard allowed, rawValue.utf8.count <= 64, !parts.contains(where: { $0.isEmpty || $0.contains(".") }) else {
            return nil
        }
        self.rawValue = rawValue
    }

    /// Whether the name says an offset and not a place. Files, calendars and older stores use such names; nobody should choose one.
    public var isAbbreviation: Bool { Self.abbreviations.contains(rawValue) }

    private static let abbreviations: Set<String> = [
        "EST", "MST", "HST", "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT", "CET", "MET", "EET", "WET",
    ]

    public static let utc = ZoneName(trusted: "UTC")
    private init(trusted: String) { rawValue = trusted }
}
