internal import Coordination
internal import TextFiles

/// Reads files of people that other programs wrote: tables (CSV, TSV) and vCards.
public struct PeopleReader: Sendable {
    public static let largestFile = 32 * 1024 * 1024

    private let words: ImportWords
    private let defaults: PersonDefaults
    private let encoding: TextEncoding?
    private let mapping: String?
    private let days: ColumnMapping.DayOrder?

    /// - Parameters:
    ///   - mapping: a file that says which column is what; guessed where `nil`.
    ///   - days: how days are written that do not begin with the year.
    public init(
        words: ImportWords, defaults: PersonDefaults, encoding: TextEncoding?, mapping: String?,
        days: ColumnMapping.DayOrder?
    ) {
        self.words = words
        self.defaults = defaults
        self.encoding = encoding
        self.mapping = mapping
        self.days = days
    }

    /// Whether a file is read by this, and not as YAML.
    public static func reads(_ path: String) -> Bool {
        [".csv", ".tsv", ".txt", ".vcf", ".vcard"].contains { path.lowercased().hasSuffix($0) }
    }

    /// - Throws: `Problem` where the file as a whole cannot be read. Single rows that cannot are in the answer.
    public func read(_ path: String) throws -> PeopleReading {
        let bytes = try FileReader.bytes(
            path, limit: Self.largestFile, remedy: "Split it, or export it without pictures; 32 MiB is the limit.")
        let text = try TextEncoding.text(bytes, file: path, as: encoding)
        if path.lowercased().hasSuffix(".vcf") || path.lowercased().hasSuffix(".vcard") {
            return try VCardReader(text, file: path, words: words).read()
        }
        return try table(DelimitedText(text, file: path))
    }

    private func table(_ table: DelimitedText) throws -> PeopleReading {
        var reading = PeopleReading()
        try table.forEachRow { line, cells in
            let place = "\(table.file):\(line)"
            guard let mapping = reading.mapping else {
                reading.mapping = try header(cells.map(\.trimmed), table.file, place)
                return
            }
            do {
                reading.people.append(try PersonRow(cells, place: place, mapping: mapping, words: words).person())
            } catch let problem as Problem {
                reading.refused.append(problem)
            }
        }
        guard !reading.people.isEmpty || !reading.refused.isEmpty else {
            throw Problem(.badData, at: table.file, "holds a header and no row", remedy: "Export at least one person.")
        }
        return reading
    }

    private func header(_ headers: [String], _ file: String, _ place: String) throws -> ColumnMapping {
        let names = headers.filter { !$0.isEmpty }
        for name in names { try SafeText.checked(name, field: "\(place), header") }
        if let twice = Dictionary(names.map { ($0, 1) }, uniquingKeysWith: +).filter({ $0.value > 1 }).keys.min() {
            throw Problem(
                .badData, at: place, "has two columns called '\(twice.prefix(40))'",
                remedy: "Give each column its own name.")
        }
        var found =
            try mapping.map { try ColumnMapping.read($0, headers: headers, table: file, over: defaults) }
            ?? ColumnMapping.guessed(headers, words: words, defaults: defaults)
        if found.days == nil { found.days = days }
        let fields = Set(found.columns.compactMap(\.field))
        guard !fields.isDisjoint(with: [.name, .givenName, .familyName]) else {
            throw Problem(
                .badData, at: place, "has no column that is known to hold names",
                remedy:
                    "Remove what stands before the header; or say which column it is in a file, 'columns: {name: \"…\"}', and give it with --mapping."
            )
        }
        return found
    }
}
