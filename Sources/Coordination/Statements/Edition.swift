/// One version of a statement's words in all its languages.
public struct Edition: Hashable, Sendable, Codable {
    public let version: Int
    public let title: String
    /// The text by language tag.
    public let texts: [String: String]
    /// SHA-256 over `canonicalBytes`, in lowercase hexadecimal.
    public let digest: String

    /// - Throws: `Problem.badData` for an empty text or one with characters that disguise it.
    public init(version: Int, title: String, texts: [Language: String], digest: ([UInt8]) -> String) throws {
        self.title = try SafeText.title(title, field: "title")
        guard !texts.isEmpty else {
            throw Problem(.usage, "a statement needs a text", remedy: "Give --text FILE for each language.")
        }
        for (language, text) in texts {
            try SafeText.checked(text, field: "text (\(language))", allowingNewlines: true)
            guard !text.allSatisfy(\.isWhitespace) else {
                throw Problem(.badData, at: "text (\(language))", "is empty", remedy: "Write the words to be signed.")
            }
        }
        self.version = version
        self.texts = Dictionary(uniqueKeysWithValues: texts.map { ($0.key.rawValue, $0.value) })
        self.digest = digest(Self.canonicalBytes(title, self.texts))
    }

    /// For the title under the tag `title`, then for each language in order of its tag: the tag, a line feed, the text's
    /// length in bytes, a line feed, the text.
    static func canonicalBytes(_ title: String, _ texts: [String: String]) -> [UInt8] {
        ([("title", title)] + texts.sorted { $0.key < $1.key }).flatMap { tag, text in
            Array("\(tag)\n\(text.utf8.count)\n".utf8) + Array(text.utf8)
        }
    }
}
