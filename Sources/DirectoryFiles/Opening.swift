internal import Coordination
internal import TextFiles

/// Where the rows of a table begin: titles may stand above its header.
struct Opening {
    /// Ends the look at the first rows.
    private struct Enough: Error {}

    /// The line of the header; `nil` in no table that was read.
    private(set) var headerLine: Int?
    var found: ColumnMapping
    private let words: ImportWords

    init(_ table: DelimitedText, mapping: String?, facts: ImportFacts, defaults: PersonDefaults) throws {
        let known = facts.words
        words = known
        var rows: [(line: Int, cells: [String])] = []
        do {
            try table.forEachRow { line, cells in
                rows.append((line, cells.map { CellReader.stripped($0.trimmed) }))
                if rows.count >= PeopleReader.mostRowsLookedAt { throw Enough() }
            }
        } catch is Enough {}
        guard !rows.isEmpty else {
            throw Problem(.badData, at: table.file, "is empty", remedy: "Export at least a header and one row.")
        }
        let place = try mapping.map { try Self.named($0, rows, facts.words) } ?? Self.likeliest(rows, words)
        let (line, headers) = rows[place ?? 0]
        headerLine = line
        let at = "\(table.file):\(line)"
        for name in headers where !name.isEmpty { try SafeText.checked(name, field: "\(at), header") }
        let samples = rows.dropFirst((place ?? 0) + 1).map(\.cells)
        found =
            try mapping.map {
                try ColumnMapping.read(
                    $0, headers: headers, rows: samples, table: table.file, words: known, over: defaults)
            } ?? ColumnMapping.guessed(headers, rows: samples, words: known, defaults: defaults)
        try requireOnce(headers, at)
        let fields = Set(found.columns.compactMap(\.field))
        // A list of addresses that unsubscribed needs no names.
        guard
            !fields.isDisjoint(with: PersonField.names.union([.organization]))
                || fields.isSuperset(of: [.email, .optOut])
        else {
            throw Problem(
                .badData, at: at, "has no column that is known to hold names",
                remedy:
                    "Remove what stands before the header; or say which column it is in a file, 'columns: {name: \"…\"}', and give it with --mapping."
            )
        }
    }

    /// The first row that holds all that a mapping file names; the likeliest where it names none, else the first.
    private static func named(
        _ mapping: String, _ rows: [(line: Int, cells: [String])], _ words: ImportWords
    ) throws -> Int {
        let wanted = Set(try ColumnMapping.headers(in: mapping))
        if wanted.isEmpty { return likeliest(rows, words) ?? 0 }
        return rows.firstIndex { wanted.isSubset(of: $0.cells) } ?? 0
    }

    /// The row of the first twenty in which most cells are known as names of columns.
    private static func likeliest(_ rows: [(line: Int, cells: [String])], _ words: ImportWords) -> Int? {
        let scores = rows.prefix(20).map { row in
            row.cells.count { !$0.isEmpty && $0.count < 60 && !words.readings(of: $0).isEmpty }
        }
        guard let best = scores.max(), best > 0 else { return nil }
        return scores.firstIndex(of: best)
    }

    private func requireOnce(_ headers: [String], _ place: String) throws {
        let counts = Dictionary(headers.map { ($0, 1) }, uniquingKeysWith: +)
        let twice = zip(headers, found.columns).first { header, column in
            guard !header.isEmpty, counts[header] ?? 0 > 1, let field = column.field else { return false }
            return !field.mayRepeat
        }
        if let twice {
            throw Problem(
                .badData, at: place, "has two columns called '\(twice.0.prefix(40))'",
                remedy: "Give each column its own name.")
        }
    }

    /// What a row says that does not describe a person: the heading of a part of the list, or a total.
    func heading(_ cells: [String]) -> String? {
        let texts = cells.map(\.trimmed).filter { !$0.isEmpty }
        guard let first = texts.first else { return nil }
        func told() -> String { SafeText.printable(String(texts.joined(separator: " ").prefix(60))) }
        let rest = texts.dropFirst()
        let isNumber = { (text: String) in text.allSatisfy { $0.isNumber || ".,:% ".contains($0) } }
        if words.begins(first, with: "total"), rest.allSatisfy(isNumber) { return told() }
        // An organization's name alone is an organization.
        let column = cells.firstIndex { !$0.trimmed.isEmpty }
        let isOrganization =
            column.map { found.columns.indices.contains($0) && found.columns[$0].field == .organization } ?? false
        if isOrganization, !first.hasSuffix(":") { return nil }
        guard rest.isEmpty, found.columns.count(where: { $0.field != nil }) >= 3 else { return nil }
        let letters = first.filter(\.isLetter)
        let isShouted =
            letters.count > 1 && letters.allSatisfy(\.isUppercase) && letters.contains { $0.lowercased() != String($0) }
        return isShouted || first.hasSuffix(":") || words.begins(first, with: "heading") || isNumber(first)
            || first.wholeMatch(of: /\D+:\s*\d+/) != nil ? told() : nil
    }
}
