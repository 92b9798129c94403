internal import Coordination

/// What codes are called in one language.
public struct Words: Sendable {
    let language: Language
    private let words: [String: String]

    init(language: Language, text: String) {
        self.language = language
        let lines = text.split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
        words = Dictionary(
            lines.compactMap { line in
                let columns = line.split(separator: "\t", maxSplits: 1)
                return columns.count == 2 ? (String(columns[0]), String(columns[1])) : nil
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The word, or the code itself where there is none.
    public subscript(code: String) -> String { words[code] ?? code }

    var codes: Set<String> { Set(words.keys) }
}
