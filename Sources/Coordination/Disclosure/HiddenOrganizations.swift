/// Organizations that must not be named, found in a text by each of their names, in every script.
public struct HiddenOrganizations: Sendable {
    private enum Name {
        /// Words side by side.
        case words([String])
        /// Letters, where the script puts no space between words.
        case letters(String)
        /// A word of capitals, such as WHO, which small letters do not name.
        case capitals(String)
    }

    private let names: [(name: Name, organization: Organization.ID)]

    /// - Parameter public: words that may stand anywhere, such as the name of one's own post; an organization that they name is not hidden.
    public init(_ organizations: [Organization], but public: [String] = []) {
        let open = Page(`public`.joined(separator: " | "))
        names = organizations.flatMap { organization in
            let names = Self.names(of: organization)
            return names.contains(where: open.holds) ? [] : names.map { ($0, organization.id) }
        }
    }

    /// The first organization that is named in the text; `nil` if none is.
    public func first(in text: String) -> Organization.ID? {
        guard !names.isEmpty else { return nil }
        let page = Page(text)
        return names.first { page.holds($0.name) }?.organization
    }

    /// Every organization that is named in the text. The text is folded once.
    public func all(in text: String) -> Set<Organization.ID> {
        guard !names.isEmpty else { return [] }
        let page = Page(text)
        return Set(names.filter { page.holds($0.name) }.map(\.organization))
    }

    private static func names(of organization: Organization) -> [Name] {
        let capitals = Redaction.capitals(of: organization)
        return Redaction.phrases(of: organization).compactMap { phrase in
            if phrase.unicodeScalars.contains(where: Folding.isDense) { return .letters(phrase.filter { $0 != " " }) }
            return capitals.contains(phrase) ? nil : .words(FoldedPage.words(phrase))
        } + capitals.map { .capitals($0) }
    }

    /// A text to search.
    private struct Page {
        let text: FoldedText
        let capitals: Set<String>
        let letters: [String]

        init(_ text: String) {
            self.text = FoldedText(text, own: [])
            letters = self.text.pages.map(\.letters)
            capitals = Redaction.capitals(in: text)
        }

        func holds(_ name: Name) -> Bool {
            switch name {
            case .words(let words): text.pages.contains { $0.holds(words: words) }
            case .letters(let name): letters.contains { $0.contains(name) }
            case .capitals(let word): capitals.contains(word)
            }
        }
    }
}
