/// Organizations that must not be named, found in a text by each of their names, in every script.
public struct HiddenOrganizations: Sendable {
    private enum Name {
        /// Words side by side.
        case words(String)
        /// Letters, where the script puts no space between words.
        case letters(String)
        /// A word of capitals, such as WHO, which small letters do not name.
        case capitals(String)
    }

    private let names: [(name: Name, organization: Organization.ID)]

    /// - Parameter public: words that may stand anywhere, such as the name of one's own post; an organization that they name is not hidden.
    public init(_ organizations: [Organization], but public: [String] = []) {
        let open = FoldedText(`public`.joined(separator: " | "), own: [])
        names = organizations.flatMap { organization in
            let names = Self.names(of: organization)
            return names.contains { Self.stands($0, in: open) } ? [] : names.map { ($0, organization.id) }
        }
    }

    /// The first organization that stands in the text; `nil` where there is none.
    public func first(in text: String) -> Organization.ID? {
        guard !names.isEmpty else { return nil }
        let text = FoldedText(text, own: [])
        return names.first { Self.stands($0.name, in: text) }?.organization
    }

    /// Every organization that stands in the text. The text is folded once.
    public func all(in text: String) -> Set<Organization.ID> {
        guard !names.isEmpty else { return [] }
        let text = FoldedText(text, own: [])
        return Set(names.filter { Self.stands($0.name, in: text) }.map(\.organization))
    }

    private static func names(of organization: Organization) -> [Name] {
        let capitals = Redaction.capitals(of: organization)
        return Redaction.phrases(of: organization).compactMap { phrase in
            if phrase.unicodeScalars.contains(where: Folding.isDense) { return .letters(phrase.filter { $0 != " " }) }
            return capitals.contains(phrase) ? nil : .words(phrase)
        } + capitals.map { .capitals($0) }
    }

    private static func stands(_ name: Name, in text: FoldedText) -> Bool {
        switch name {
        case .words(let words): text.pages.contains { $0.holds(words: words) }
        case .letters(let letters): text.pages.contains { $0.holds(dense: letters) }
        case .capitals(let word): text.capitals.contains(word)
        }
    }
}
