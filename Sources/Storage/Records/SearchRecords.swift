internal import Sealing

/// The search index: keyed hashes of the beginnings of words of names and addresses. It is the same in both engines.
extension Records {
    /// What is searched together.
    public enum SearchKind: String, Sendable, CaseIterable { case contact, organization, mechanism }

    /// Moves an owner's entries from its old texts to its new ones.
    func index(_ kind: SearchKind, _ id: String, from old: [String], to new: [String]) throws {
        let before = SearchWords(old).beginnings, after = SearchWords(new).beginnings
        let owner = "\(kind.rawValue)/\(id)"
        let indexes = try session.blindIndexes(connection)
        for word in before.subtracting(after) {
            for index in indexes {
                try run(
                    """
                    DELETE FROM search_index
                    WHERE token = \(index.token(word, kind: kind.rawValue)) AND owner_id = \(owner)
                    """)
            }
        }
        guard let newest = indexes.last else { return }
        for word in after.subtracting(before) {
            session.tokens.append((newest.token(word, kind: kind.rawValue), owner))
        }
    }

    /// Ids of those whose words may begin with every word of the text; a word longer than the index keeps is only looked up by
    /// its beginning, so the opened entry decides.
    public func search(_ text: String, kind: SearchKind) throws -> [String] {
        // The longest word leaves the fewest.
        let words = SearchWords([text]).words.sorted { ($1.count, $0) < ($0.count, $1) }
        let indexes = try session.blindIndexes(connection)
        var result: Set<String>?
        for word in words {
            let beginning = String(word.prefix(SearchWords.longestBeginning))
            var owners: Set<String> = []
            for index in indexes {
                let token = index.token(beginning, kind: kind.rawValue)
                for row in try rows("SELECT owner_id FROM search_index WHERE token = \(token)") {
                    owners.insert(String(try row.text("owner_id").dropFirst(kind.rawValue.count + 1)))
                }
            }
            result = result.map { $0.intersection(owners) } ?? owners
            if owners.isEmpty { break }
        }
        return (result ?? []).sorted()
    }
}
