internal import Coordination
internal import TextFiles

/// Which column of a table is read as what, and what holds where a row says nothing.
public struct ColumnMapping: Sendable {
    /// How days are written that do not begin with the year.
    public enum DayOrder: String, CaseIterable, Sendable {
        case dayFirst = "day-first"
        case monthFirst = "month-first"
    }

    /// One column; `field` is `nil` where it is not taken.
    public struct Column: Sendable {
        public let header: String
        public let field: PersonField?
    }

    public private(set) var columns: [Column]
    public let isGuessed: Bool
    public internal(set) var days: DayOrder?
    public let defaults: PersonDefaults

    /// Takes each header for what people usually call so.
    static func guessed(_ headers: [String], words: ImportWords, defaults: PersonDefaults) -> ColumnMapping {
        var taken: Set<PersonField> = []
        let columns = headers.map { header -> Column in
            let numberless = header.filter { !$0.isNumber }
            let code = words.code("column", header) ?? words.code("column", numberless)
            guard let field = code.flatMap(PersonField.init(rawValue:)) else {
                return Column(header: header, field: nil)
            }
            guard taken.insert(field).inserted || field.mayRepeat else { return Column(header: header, field: nil) }
            return Column(header: header, field: field)
        }
        return ColumnMapping(columns: columns, isGuessed: true, days: nil, defaults: defaults).withWholeName()
    }

    /// `Nom` beside `Prénom`, or `Nombre` beside `Apellido`, is a part of the name and not all of it.
    private func withWholeName() -> ColumnMapping {
        let fields = columns.compactMap(\.field)
        guard fields.contains(.name), fields.contains(.familyName), !fields.contains(.givenName) else { return self }
        var copy = self
        copy.columns = columns.map { Column(header: $0.header, field: $0.field == .name ? .givenName : $0.field) }
        return copy
    }

    /// A file that says which column is what.
    static func read(_ path: String, headers: [String], table: String, over defaults: PersonDefaults) throws
        -> ColumnMapping
    {
        let root = try YamlNode.parse(try FileReader.text(path), file: path)
        try root.allow(["columns", "defaults", "dates"])
        let node = try root.required("columns")
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
            columns: headers.map { Column(header: $0, field: fields[$0]) }, isGuessed: false,
            days: try root["dates"]?.choice(DayOrder.self),
            defaults: try root["defaults"].map { try PersonDefaults($0, over: defaults) } ?? defaults)
    }

    /// The same as a file that `--mapping` reads.
    public var text: String {
        var fields: [(PersonField, [String])] = []
        for field in PersonField.allCases {
            let names = columns.filter { $0.field == field }.map { YamlText.quoted($0.header) }
            if !names.isEmpty { fields.append((field, names)) }
        }
        let lines = fields.map { field, names in
            "  \(field.rawValue): \(names.count == 1 ? names[0] : "[\(names.joined(separator: ", "))]")"
        }
        let rest = columns.filter { $0.field == nil }.map { "  # not taken: \($0.header)" }
        return (["columns:"] + lines + rest + defaults.lines + (days.map { ["dates: \($0.rawValue)"] } ?? []))
            .joined(separator: "\n") + "\n"
    }
}
