/// A country or territory by its ISO 3166-1 alpha-2 code.
public struct CountryCode: CodedName {
    public let rawValue: String
    public static let noun = "a country code"
    public static let form = "Use the two capital letters of ISO 3166-1, for example HN or BE"

    public init?(rawValue: String) {
        guard rawValue.utf8.count == 2, rawValue.utf8.allSatisfy({ (65...90).contains($0) }) else { return nil }
        self.rawValue = rawValue
    }
}
