internal import Foundation

/// The search index: words of names and addresses, without case and accents.
extension Records {
    func index(_ texts: [String], kind: String, owner: String) throws {
        try run("DELETE FROM search_tokens WHERE owner_id = \(owner) AND kind = \(kind)")
        for token in Set(texts.flatMap(Self.tokens)) {
            try run("INSERT INTO search_tokens (token, kind, owner_id) VALUES (\(token), \(kind), \(owner))")
        }
    }

    /// Ids whose words begin with every word of the text, by kind.
    public func search(_ text: String, kind: String) throws -> [String] {
        let sets = try Self.tokens(text).map { token in
            Set(
                try rows(
                    """
                    SELECT owner_id FROM search_tokens
                    WHERE kind = \(kind) AND token >= \(token) AND token < \(token + "\u{10FFFF}")
                    """
                ).map { try $0.text("owner_id") })
        }
        guard var result = sets.first else { return [] }
        for set in sets.dropFirst() { result.formIntersection(set) }
        return result.sorted()
    }

    static func tokens(_ text: String) -> [String] {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
            .split { !$0.isLetter && !$0.isNumber }.map(String.init)
    }
}
