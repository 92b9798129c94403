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

    /// Ids of those whose words may begin with every word of the text, by id. A word longer than the index keeps is only looked up
    /// by its beginning, so the opened entry decides.
    /// - Parameter limit: how many at most; `nil` for all.
    public func search(_ text: String, kind: SearchKind, limit: Int? = nil) throws -> [String] {
        // The longest word leaves the fewest, so its rows are walked and the others only asked.
        let words = SearchWords([text]).words.sorted { ($1.count, $0) < ($0.count, $1) }
        guard !words.isEmpty else { return [] }
        let indexes = try session.blindIndexes(connection)
        var values: [Value] = []
        let conditions = words.enumerated().map { number, word in
            let beginning = String(word.prefix(SearchWords.longestBeginning))
            let tokens = indexes.map { index in
                values.append(.integer(index.token(beginning, kind: kind.rawValue)))
                return "$\(values.count)"
            }.joined(separator: ", ")
            return number == 0
                ? "s.token IN (\(tokens))"
                : "EXISTS (SELECT 1 FROM search_index t WHERE t.token IN (\(tokens)) AND t.owner_id = s.owner_id)"
        }.joined(separator: " AND ")
        let end = limit.map { " LIMIT \($0)" } ?? ""
        let found = try rows(
            Query(
                text: "SELECT DISTINCT s.owner_id FROM search_index s WHERE \(conditions) ORDER BY s.owner_id\(end)",
                values: values))
        return try found.map { String(try $0.text("owner_id").dropFirst(kind.rawValue.count + 1)) }
    }
}
