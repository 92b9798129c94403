internal import Coordination
internal import TextFiles

/// Reads files of people that other programs wrote: tables (CSV, TSV), vCards and LDIF.
public struct PeopleReader: Sendable {
    public static let largestFile = 32 * 1024 * 1024
    /// How many rows are looked at to find the header and what its columns hold.
    static let mostRowsLookedAt = 60

    private let facts: ImportFacts
    private let defaults: PersonDefaults
    private let encoding: TextEncoding?
    private let mapping: String?
    private let days: ColumnMapping.DayOrder?
    private let names: ColumnMapping.NameOrder?

    /// - Parameters:
    ///   - mapping: a file that says which column is what; guessed where `nil`.
    ///   - days: how days are written that do not begin with the year.
    ///   - names: how names are taken; as they are written where `nil`.
    public init(
        facts: ImportFacts, defaults: PersonDefaults, encoding: TextEncoding?, mapping: String?,
        days: ColumnMapping.DayOrder?, names: ColumnMapping.NameOrder? = nil
    ) {
        self.facts = facts
        self.defaults = defaults
        self.encoding = encoding
        self.mapping = mapping
        self.days = days
        self.names = names
    }

    private static let cards = [".vcf", ".vcard"], tables = [".csv", ".tsv", ".txt"], entries = [".ldif", ".ldi"]

    private static func isOne(of endings: [String], _ path: String) -> Bool {
        endings.contains { path.lowercased().hasSuffix($0) }
    }

    /// Whether a file is read by this, and not as YAML.
    public static func reads(_ path: String) -> Bool { isOne(of: cards + tables + entries, path) }

    /// - Throws: `Problem` where the file as a whole cannot be read. Single rows that cannot are in the answer.
    public func read(_ path: String) throws -> PeopleReading {
        let text = try text(path)
        var reading: PeopleReading
        if Self.isOne(of: Self.cards, path) {
            reading = try VCardReader(text, file: path, facts: facts).read()
        } else if Self.isOne(of: Self.entries, path) {
            reading = try entries(LdifText(text, file: path))
        } else {
            reading = try table(DelimitedText(text, file: path))
        }
        tidy(&reading)
        return reading
    }

    /// The rows of a file that were refused, as a file of its own that can be mended and taken again.
    /// - Parameter rows: the places of the rows, as `RowFault.row` has them, with what is wrong with each.
    public func refused(_ path: String, _ rows: [String: [String]]) throws -> String {
        let text = try text(path)
        if Self.isOne(of: Self.cards, path) {
            return VCardReader(text, file: path, facts: facts).cards(at: rows)
        }
        if Self.isOne(of: Self.entries, path) { return try LdifText(text, file: path).entries(at: rows) }
        let table = try DelimitedText(text, file: path)
        let opening = try Opening(table, mapping: mapping, facts: facts, defaults: defaults)
        var result = "", header = opening.headerLine
        func padded(_ cells: [String]) -> [String] {
            cells + Array(repeating: "", count: max(0, opening.found.columns.count - cells.count))
        }
        try table.forEachRow { line, cells in
            if header == line {
                result += DelimitedText.line(cells + ["Problem"])
                header = nil
            } else if let problems = rows["\(path):\(line)"] {
                result += DelimitedText.line(padded(cells) + [problems.joined(separator: " ")])
            }
        }
        return result
    }

    private func text(_ path: String) throws -> String {
        let bytes = try FileReader.bytes(
            path, limit: Self.largestFile, remedy: "Split it, or export it without pictures; 32 MiB is the limit.")
        let isCards = Self.isOne(of: Self.cards, path)
        return try TextEncoding.text(bytes, file: path, as: encoding ?? (isCards ? Self.declared(in: bytes) : nil))
    }

    /// What vCards of version 2.1 say of the letters of their lines, where the file is not UTF-8.
    private static func declared(in bytes: [UInt8]) -> TextEncoding? {
        guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
        // Where other lines are UTF-8, cards of several programs were joined, and no one encoding is right.
        let isMixed = bytes.split(separator: 10).contains { line in
            line.contains { $0 > 0x7F } && String(validating: line, as: UTF8.self) != nil
        }
        guard !isMixed else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.firstMatch(of: /CHARSET="?(windows-1252|cp1252|iso-8859-1)\b/.ignoresCase()) == nil ? nil : .latin1
    }

    private func table(_ table: DelimitedText) throws -> PeopleReading {
        var opening = try Opening(table, mapping: mapping, facts: facts, defaults: defaults)
        if opening.found.days == nil { opening.found.days = days }
        if opening.found.names == nil { opening.found.names = names }
        var reading = PeopleReading()
        reading.mapping = opening.found
        let left = LeftOutColumns(opening.found)
        var counts = left.start
        try table.forEachRow { line, cells in
            guard line != opening.headerLine else { return }
            guard line > opening.headerLine ?? 0 else {
                let text = cells.map(\.trimmed).filter { !$0.isEmpty }.joined(separator: " ")
                reading.passedOver.append((line, SafeText.printable(String(text.prefix(60)))))
                return
            }
            if let heading = opening.heading(cells) {
                reading.passedOver.append((line, heading))
                return
            }
            left.count(cells, &counts)
            take(cells, at: "\(table.file):\(line)", opening.found, into: &reading)
        }
        for (header, count) in left.told(counts) { reading.leftOut["column '\(header)'", default: 0] += count }
        guard !reading.isEmpty else {
            throw Problem(.badData, at: table.file, "holds a header and no row", remedy: "Export at least one person.")
        }
        return reading
    }

    private func take(_ cells: [String], at place: String, _ mapping: ColumnMapping, into reading: inout PeopleReading)
    {
        var row = PersonRow(cells, place: place, mapping: mapping, facts: facts)
        if row.faults.isEmpty, row.isOrganization {
            if let organization = row.organization() { reading.organizations.append((place, organization)) }
        } else if row.faults.isEmpty, let unsubscribed = row.unsubscribed() {
            reading.unsubscribed += unsubscribed.map { (place, $0.address, $0.day) }
        } else if var person = row.person() {
            // Neighbors in a list mostly agreed to the same, and then share it in memory.
            if let last = reading.people.last, last.consents == person.consents { person.consents = last.consents }
            reading.people.append(person)
        }
        reading.refused += row.faults
        for (what, value) in row.told where row.faults.isEmpty { reading.tell(what, value) }
    }

    /// An address book of LDAP is a table whose columns are its attributes.
    private func entries(_ ldif: LdifText) throws -> PeopleReading {
        let content = try ldif.table(), headers = content.headers, rows = content.rows
        let samples = rows.prefix(Self.mostRowsLookedAt).map(\.cells)
        var found =
            try mapping.map {
                try ColumnMapping.read(
                    $0, headers: headers, rows: samples, table: ldif.file, words: facts.words, over: defaults)
            } ?? ColumnMapping.guessed(headers, rows: samples, words: facts.words, defaults: defaults)
        found.days = found.days ?? days
        found.names = found.names ?? names
        var reading = PeopleReading()
        reading.mapping = found
        let left = LeftOutColumns(found)
        var counts = left.start
        for (line, cells) in rows {
            left.count(cells, &counts)
            take(cells, at: "\(ldif.file):\(line)", found, into: &reading)
        }
        for (header, count) in left.told(counts) { reading.leftOut[header, default: 0] += count }
        for (name, count) in content.further { reading.leftOut["further \(name)", default: 0] += count }
        guard !reading.isEmpty else {
            throw Problem(.badData, at: ldif.file, "holds no person", remedy: "Export at least one person.")
        }
        return reading
    }

    /// Tells of names in another form, and takes them in that form where that was asked for.
    private func tidy(_ reading: inout PeopleReading) {
        let form = NameForm(words: facts.words), isAsked = (reading.mapping?.names ?? names) == .tidied
        for index in reading.people.indices {
            let written = reading.people[index].name
            guard let tidied = form.tidied(written), (try? SafeText.title(tidied, field: "")) != nil else { continue }
            reading.names.append((written, tidied))
            if isAsked { reading.people[index].name = tidied }
        }
    }
}
