/// What a mission is called in the sentences of one language.
public struct MissionName {
    /// Without an article, as below a mail: `Embassy of Northland`.
    public let alone: String
    /// At the beginning of a sentence: `The Embassy of Northland`.
    public let opening: String

    /// - Parameter name: with its article or without; where it is without, and begins with what missions are called in the language, it gets that one's.
    init(_ name: String, _ words: Words) {
        let first = String(name.prefix { $0.isLetter || $0 == "-" })
        if let article = words.missionArticles.first(where: { Self.begins(name, with: $0) }) {
            alone = Self.capitalized(String(name.dropFirst(article.count)))
            opening = Self.capitalized(name)
        } else {
            alone = Self.capitalized(name)
            opening = words.article(ofMission: first.lowercased()).map { $0 + name } ?? alone
        }
    }

    private static func begins(_ name: String, with article: String) -> Bool {
        name.count > article.count
            && name.replacing("\u{2019}", with: "'").lowercased().hasPrefix(article.lowercased())
    }

    private static func capitalized(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
