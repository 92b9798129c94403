public import Coordination
internal import Sealing

/// The search index: keyed hashes of the beginnings of words of names and addresses. It is the same in both engines.
public struct SearchRecords {
    let records: Records

    /// Moves an owner's rows from its old words to its new ones; `nil` where it had, or has, none.
    func index(_ kind: SearchKind, _ id: String, from old: IndexEntry?, to new: IndexEntry?) throws {
        guard old != nil || new != nil else { return }
        let name = "\(kind.rawValue)/\(id)"
        let owner = try records.session.owner(name, records.connection)
        if records.session.isIndexingLater, old == nil, let new { return try later(new, owner) }
        if old != nil { try noteTouched(owner) }
        let isPending = records.session.indexed.contains(owner)
        let indexes = try records.session.blindIndexes(records.connection)
        for (kind, words) in old?.words ?? [:] {
            for word in words.subtracting(new?.words[kind] ?? []) {
                for index in indexes {
                    let token = index.token(word, kind: kind)
                    if isPending { records.session.tokens.removeAll { $0 == (token, owner) } }
                    try records.run("DELETE FROM search_entries WHERE token = \(token) AND owner = \(owner)")
                }
            }
        }
        // The number stays, should the record come back by an undone merge.
        guard let new, let newest = indexes.last else { return }
        records.session.indexed.insert(owner)
        for (kind, words) in new.words {
            for word in old?.words[kind].map(words.subtracting) ?? words {
                records.session.tokens.append((newest.token(word, kind: kind), owner))
            }
        }
    }

    /// Gathers the rows of an entry once more, where they are inserted later.
    public func index(_ contact: Contact) throws { try again(.contact, contact.id.text, IndexEntry(contact)) }

    public func index(_ organization: Organization) throws {
        try again(.organization, organization.id.text, IndexEntry(organization))
    }

    public func index(_ mechanism: Mechanism) throws {
        try again(.mechanism, mechanism.id.text, IndexEntry(mechanism))
    }

    private func again(_ kind: SearchKind, _ id: String, _ entry: IndexEntry) throws {
        if records.session.isIndexingLater { try index(kind, id, from: nil, to: entry) }
    }

    /// Leaves the rows to `insert`: those of many entries together go into the index far quicker.
    private func later(_ entry: IndexEntry, _ owner: Int64) throws {
        guard let newest = try records.session.blindIndexes(records.connection).last else { return }
        for (kind, words) in entry.words {
            for word in words {
                records.session.later.append(IndexRow(token: newest.token(word, kind: kind), owner: owner))
            }
        }
    }

    /// Rows that are still to be inserted for an entry that was changed meanwhile are not wanted any more.
    private func noteTouched(_ owner: Int64) throws {
        if records.session.hasRounds == nil { records.session.hasRounds = try records.rounds.isAnyReleased() }
        guard records.session.hasRounds == true else { return }
        try records.run("INSERT INTO round_touched (owner) VALUES (\(owner)) ON CONFLICT (owner) DO NOTHING")
    }

    /// Inserts rows of the index, but for owners that were changed since. Rows that are there already stay.
    /// - Parameter rows: in the order of their tokens.
    public func insert(_ rows: ArraySlice<IndexRow>) throws {
        let touched = Set(try records.rows("SELECT owner FROM round_touched").map { Int64(try $0.integer("owner")) })
        try records.connection.insert(
            into: "search_entries", ["token", "owner"],
            rows.filter { !touched.contains($0.owner) }.map { [.integer($0.token), .integer($0.owner)] },
            keepingOld: true)
    }

    /// Ids of those whose words may begin with every word of the text, by id; of more than the limit those that are in the index
    /// longest. A word longer than the index keeps is only looked up
    /// by its beginning, so the opened entry decides.
    /// - Parameters:
    ///   - isForgiving: whether a word may differ from a name by a letter, too.
    ///   - conditions: what the owner's own row `o` must fulfill besides.
    ///   - limit: how many at most; `nil` for all.
    func ids(
        _ text: String, kind: SearchKind, isForgiving: Bool = false, where conditions: Query = "", limit: Int? = nil
    ) throws -> [String] {
        // The longest word leaves the fewest, so its rows are walked and the others only asked.
        let words = SearchWords([text]).words.sorted { ($1.count, $0) < ($0.count, $1) }
        guard !words.isEmpty else { return [] }
        let indexes = try records.session.blindIndexes(records.connection)
        let first = tokens(of: words[0], kind, isForgiving, indexes)
        // The rows of one number stand in the order of their owners, each once, so a few are found without the rest.
        let distinct = first.count == 1 ? "" : "DISTINCT "
        var query: Query = """
            SELECT \(raw: distinct)s.owner, w.id FROM search_entries s JOIN search_owners w ON w.number = s.owner
            """
        if !conditions.sql.isEmpty {
            let start = "\(kind.rawValue.count + 2)"
            query = "\(query) JOIN \(raw: kind.table) o ON o.id = substr(w.id, \(raw: start))"
        }
        for (number, word) in words.enumerated() {
            query =
                number == 0
                ? "\(query) WHERE s.token IN (\(list: first))"
                : """
                \(query) AND EXISTS (SELECT 1 FROM search_entries t
                    WHERE t.owner = s.owner AND t.token IN (\(list: tokens(of: word, kind, isForgiving, indexes))))
                """
        }
        query = "\(query)\(conditions) ORDER BY s.owner"
        if let limit { query = "\(query) LIMIT \(limit)" }
        return try records.rows(query)
            .map { String(try $0.text("id").dropFirst(kind.rawValue.count + 1)) }.sorted()
    }

    private func tokens(
        of word: String, _ kind: SearchKind, _ isForgiving: Bool, _ indexes: [BlindIndex]
    ) -> [Int64] {
        indexes.flatMap { index in
            let beginning = index.token(String(word.prefix(SearchWords.longestBeginning)), kind: kind.rawValue)
            guard isForgiving else { return [beginning] }
            let misspelled = kind.rawValue + IndexEntry.misspelled
            return [beginning] + SearchWords.misspellings(of: word).map { index.token($0, kind: misspelled) }
        }
    }

    /// Ids of contacts that have a word of a kind that is found whole only: `mail`, `number`, `name` or `uid`.
    func exactly(_ kind: String, _ word: String) throws -> [String] {
        try records.rows(
            """
            SELECT w.id FROM search_entries s JOIN search_owners w ON w.number = s.owner
            WHERE s.token IN (\(list: try tokens(of: word, kind: kind))) ORDER BY w.id LIMIT 50
            """
        ).map {
            String(try $0.text("id").dropFirst(SearchKind.contact.rawValue.count + 1))
        }
    }

    /// The numbers of a word of a kind that is not searched by its beginnings, such as a theme.
    func tokens(of word: String, kind: String) throws -> [Int64] {
        try records.session.blindIndexes(records.connection).map { $0.token(SearchWords.fold(word), kind: kind) }
    }
}
