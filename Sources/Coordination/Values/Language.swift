/// A language by its BCP 47 primary tag, for example `es`.
public struct Language: CodedName {
    public let rawValue: String
    public static let noun = "a language"
    public static let form = "Use the lowercase tag of BCP 47, for example en, es, fr or pt"

    public init?(rawValue: String) {
        guard (2...3).contains(rawValue.utf8.count), rawValue.utf8.allSatisfy({ (97...122).contains($0) }) else {
            return nil
        }
        self.rawValue = rawValue
    }

    public static let english = Language(trusted: "en")
    public static let spanish = Language(trusted: "es")
    public static let french = Language(trusted: "fr")
    public static let portuguese = Language(trusted: "pt")

    /// The languages every shipped text is written in, the fallback first.
    public static let shipped = [english, spanish, french, portuguese]

    private init(trusted: String) { rawValue = trusted }

    /// The first of a person's languages that a text exists in, else English.
    public static func best(for wanted: [Language], among available: [Language] = shipped) -> Language {
        wanted.first(where: available.contains) ?? english
    }
}
