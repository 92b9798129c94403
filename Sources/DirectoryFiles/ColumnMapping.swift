internal import Coordination
internal import TextFiles

/// Which column of a table is read as what, what single values mean, and what holds where a row says nothing.
public struct ColumnMapping: Sendable {
    /// How days are written that do not begin with the year.
    public enum DayOrder: String, CaseIterable, Sendable {
        case dayFirst = "day-first"
        case monthFirst = "month-first"
    }

    /// How names are taken.
    public enum NameOrder: String, CaseIterable, Sendable {
        case asWritten = "as-written"
        /// Without titles, given names first, not in capitals.
        case tidied
    }

    /// One column; `field` is `nil` where it is not taken.
    public struct Column: Sendable {
        public let header: String
        public let field: PersonField?
        /// The column beside it that says what kind of address or number it holds, as `E-mail 1 - Label` beside `E-mail 1 - Value`.
        var label: Int?
    }

    public private(set) var columns: [Column]
    public let isGuessed: Bool
    public internal(set) var days: DayOrder?
    public internal(set) var names: NameOrder?
    public let defaults: PersonDefaults
    /// What values of a field mean, by their words; empty for those that mean nothing.
    private(set) var values: [PersonField: [String: String]] = [:]

    /// Takes each header for what people and programs usually call so; what could be several things is decided by the first rows.
    static func guessed(_ headers: [String], rows: [[String]], words: ImportWords, defaults: PersonDefaults)
        -> ColumnMapping
    {
        let readings = headers.map(words.readings)
        var candidates: [(rank: Int, column: Int, field: PersonField)] = []
        for (column, found) in readings.enumerated() {
            candidates += found.map { ($0.rank, column, $0.field) }
        }
        candidates.sort { ($0.rank, $0.column) < ($1.rank, $1.column) }
        let guess = HeaderGuess(headers: headers, rows: rows, words: words)
        var fields: [Int: PersonField] = [:], taken: Set<PersonField> = []
        for (_, column, read) in candidates where fields[column] == nil {
            guard let field = guess.field(read, of: column, among: readings) else { continue }
            guard taken.insert(field).inserted || field.mayRepeat else { continue }
            fields[column] = field
        }
        for column in headers.indices where readings[column].isEmpty && words.isPlace(headers[column]) {
            fields[column] = guess.channel(of: column)
        }
        let columns = labelled(headers.enumerated().map { Column(header: $1, field: fields[$0]) })
        return ColumnMapping(columns: columns, isGuessed: true, days: nil, names: nil, defaults: defaults)
            .withWholeName()
    }

    /// The columns, each with an address or number linked to the column that labels it.
    private static func labelled(_ columns: [Column]) -> [Column] {
        let places = Dictionary(
            columns.enumerated().filter { $0.element.field == nil }.map {
                (ImportWords.key($0.element.header), $0.offset)
            }
        ) { first, _ in first }
        return columns.map { column in
            guard column.field?.isChannel ?? false else { return column }
            var key = ImportWords.key(column.header)
            if key.hasSuffix(" value") { key = String(key.dropLast(6)) }
            var copy = column
            copy.label =
                ["label", "type", "etiqueta", "tipo", "libelle", "etichetta"].lazy.compactMap {
                    places["\(key) \($0)"]
                }.first
            return copy
        }
    }

    /// `Nombre` beside `Apellido`, or `Name` beside `Vorname`, is a part of the name and not all of it.
    private func withWholeName() -> ColumnMapping {
        let fields = columns.compactMap(\.field)
        guard let whole = columns.firstIndex(where: { $0.field == .name }),
            ["nombre", "nom", "nome", "name"].contains(ImportWords.key(columns[whole].header))
        else { return self }
        let given = columns.first { $0.field == .givenName }.map { ImportWords.key($0.header) }
        var copy = self
        if fields.contains(.familyName), given == nil {
            copy.columns[whole] = Column(header: columns[whole].header, field: .givenName)
        } else if !fields.contains(.familyName), given == "vorname" || given?.hasPrefix("prenom") == true {
            copy.columns[whole] = Column(header: columns[whole].header, field: .familyName)
        }
        return copy
    }

    /// A file that says which column is what.
    /// - Parameter rows: by which columns are guessed, where the file does not say which they are.
    static func read(
        _ path: String, headers: [String], rows: [[String]], table: String, words: ImportWords,
        over defaults: PersonDefaults
    ) throws -> ColumnMapping {
        let root = try parsed(path)
        let defaults = try root["defaults"].map { try PersonDefaults($0, over: defaults) } ?? defaults
        var mapping = guessed(headers, rows: rows, words: words, defaults: defaults)
        if let node = root["columns"] { mapping = try named(node, headers: headers, table: table, defaults) }
        mapping.days = try root["dates"]?.choice(DayOrder.self)
        mapping.names = try root["names"]?.choice(NameOrder.self)
        mapping.values = try values(root)
        return mapping
    }

    private static func named(
        _ node: YamlNode, headers: [String], table: String, _ defaults: PersonDefaults
    ) throws -> ColumnMapping {
        try node.allow(PersonField.allCases.map(\.rawValue))
        var fields: [String: PersonField] = [:]
        for (key, value) in try node.entries() {
            guard let field = PersonField(rawValue: key) else { continue }
            let names = value.isList ? try value.texts() : [try value.text()]
            guard names.count == 1 || field.mayRepeat else {
                throw value.wrong("names several columns for '\(key)'", remedy: "Name one.")
            }
            for name in names {
                guard headers.contains(name) else {
                    throw value.wrong(
                        "there is no column '\(name.prefix(40))' in \(table)",
                        remedy: NearestChoice.remedy(for: name, among: headers))
                }
                fields[name] = field
            }
        }
        return ColumnMapping(
            columns: labelled(headers.map { Column(header: $0, field: fields[$0]) }), isGuessed: false, days: nil,
            names: nil, defaults: defaults)
    }

    /// The headers that a mapping file names.
    static func headers(in path: String) throws -> [String] {
        guard let node = try parsed(path)["columns"] else { return [] }
        return try node.entries().flatMap { _, value in value.isList ? try value.texts() : [try value.text()] }
    }

    private static func parsed(_ path: String) throws -> YamlNode {
        let root = try YamlNode.parse(try FileReader.text(path), file: path)
        try root.allow(["columns", "values", "names", "defaults", "dates"])
        return root
    }

    private static func values(_ root: YamlNode) throws -> [PersonField: [String: String]] {
        guard let node = root["values"] else { return [:] }
        try node.allow(PersonField.allCases.map(\.rawValue))
        var values: [PersonField: [String: String]] = [:]
        for (key, entries) in try node.entries() {
            guard let field = PersonField(rawValue: key) else { continue }
            for (value, meaning) in try entries.entries() {
                guard !meaning.isList else { throw meaning.wrong("is a list", remedy: "Give one meaning, or none.") }
                values[field, default: [:]][ImportWords.key(value)] = (try? meaning.text()) ?? ""
            }
        }
        return values
    }

    /// What a value means by the mapping file; itself where that says nothing.
    func meaning(of value: String, in field: PersonField) -> String {
        guard let meanings = values[field] else { return value }
        return meanings[ImportWords.key(value)] ?? value
    }

    /// The same as a file that `--mapping` reads, with the values for which a meaning has to be given.
    /// - Parameter unknown: values that were not understood, by column, with how often they stand there.
    public func text(unknown: [String: [String: Int]] = [:]) -> String {
        var fields: [(PersonField, [String])] = []
        for field in PersonField.allCases {
            let names = columns.filter { $0.field == field }.map { YamlText.quoted($0.header) }
            if !names.isEmpty { fields.append((field, names)) }
        }
        let lines = fields.map { field, names in
            "  \(field.rawValue): \(names.count == 1 ? names[0] : "[\(names.joined(separator: ", "))]")"
        }
        let rest = columns.filter { $0.field == nil && !$0.header.isEmpty }.map { "  # not taken: \($0.header)" }
        return
            (["columns:"] + lines + rest + valueLines(unknown) + defaults.lines
            + (days.map { ["dates: \($0.rawValue)"] } ?? []) + (names.map { ["names: \($0.rawValue)"] } ?? []))
            .joined(separator: "\n") + "\n"
    }

    private func valueLines(_ unknown: [String: [String: Int]]) -> [String] {
        var lines: [String] = [], comments: [String] = []
        for field in PersonField.allCases {
            let known = (values[field] ?? [:]).sorted { $0.key < $1.key }
            if !known.isEmpty {
                lines += ["  \(field.rawValue):"]
                lines += known.map { "    \(YamlText.quoted($0.key)): \(YamlText.quoted($0.value))" }
            }
            let headers = Set(columns.filter { $0.field == field }.map(\.header))
            let open = unknown.filter { headers.contains($0.key) }.values.flatMap { $0 }.sorted { $0.key < $1.key }
            if !open.isEmpty {
                comments += ["#   \(field.rawValue):"]
                comments += open.map { "#     \(YamlText.quoted($0.key)):   # in \($0.value) rows" }
            }
        }
        return (lines.isEmpty ? [] : ["values:"] + lines)
            + (comments.isEmpty
                ? []
                : ["# Say what these mean, or leave it empty for those that mean nothing:", "# values:"] + comments)
    }
}
