/// Organizations that must not be named, found in a text by each of their names, in every script.
public struct HiddenOrganizations: Sendable {
    private struct Name {
        let words: String
        /// The letters alone, where the script puts no space between words.
        let letters: String?
        let organization: Organization.ID
    }

    private let names: [Name]

    /// - Parameter public: words that may stand anywhere, such as the name of one's own post; an organization that they name is not hidden.
    public init(_ organizations: [Organization], but public: [String] = []) {
        let open = " \(`public`.map(Redaction.skeleton).joined(separator: " | ")) "
        names = organizations.flatMap { organization -> [Name] in
            let phrases = Redaction.phrases(of: organization)
            if phrases.contains(where: { open.contains(" \($0) ") }) { return [] }
            return phrases.map { phrase in
                let isDense = phrase.unicodeScalars.contains(where: Folding.isDense)
                return Name(
                    words: phrase, letters: isDense ? phrase.filter { $0 != " " } : nil, organization: organization.id)
            }
        }
    }

    /// The first organization that stands in the text, but for those that may; `nil` where there is none.
    public func first(in text: String, except shown: Set<Organization.ID> = []) -> Organization.ID? {
        let names = names.filter { !shown.contains($0.organization) }
        return names.isEmpty ? nil : Self.first(names, in: FoldedText(text, own: []))
    }

    private static func first(_ names: [Name], in text: FoldedText) -> Organization.ID? {
        names.first { name in
            text.pages.contains { page in
                name.letters.map(page.holds(dense:)) ?? page.holds(words: name.words)
            }
        }?.organization
    }
}

extension Contact {
    /// The organizations where the person holds or held an office.
    var organizations: Set<Organization.ID> {
        Set(([organization] + otherPositions.map(\.organization)).compactMap { $0 })
    }
}
