public import Coordination
public import Installation
internal import Rendering
internal import Storage
internal import TextFiles

/// A report as tables, in the words of one language: shown on a terminal, or written as a page, a table or a document.
public struct ReportDocument: View {
    public struct Section: View {
        public let heading: String
        public let header: [String]
        public let rows: [[String]]
        /// The numbers of a chart, by label; `nil` where one is not shown.
        let bars: [Bar]?

        init(_ heading: String, _ header: [String], _ rows: [[String]], bars: [Bar]? = nil) {
            self.heading = heading
            self.header = header
            self.rows = rows
            self.bars = bars
        }
    }

    struct Bar: Sendable, Codable {
        let label: String
        let count: Int?
    }

    public let title: String
    /// What it is about, where that is one thing.
    public var subject: String?
    public var notes: [String] = []
    public let sections: [Section]
    let language: Language

    init(_ title: String, in language: Language, _ sections: [Section]) {
        self.title = title
        self.language = language
        self.sections = sections
    }

    /// Everything readable in it.
    var words: String {
        ([title, subject ?? ""] + notes + sections.flatMap { [$0.heading] + $0.header + $0.rows.flatMap { $0 } })
            .joined(separator: "\n")
    }
}

extension Reports {
    /// Writes a report by what its name ends with: `.html` (to read, or to print as PDF), `.csv` or `.json`.
    /// - Parameter shown: the person it is about, who may stand in it.
    /// - Throws: `Problem.notAllowed` where it would name someone of the directory.
    public func write(_ document: ReportDocument, to path: String, showing shown: Contact.ID? = nil) async throws {
        let text: String
        switch path.split(separator: ".").last.map({ $0.lowercased() }) {
        case "html", "htm": text = try page(document)
        case "csv":
            text = Self.table(document, section: try operation.pages.words(in: document.language)["section"])
        case "json": text = try document.json() + "\n"
        default:
            throw Problem(
                .usage, at: path, "is of no kind that reports are written in",
                remedy: "End the name with .html, .csv or .json; a page is printed to PDF by a browser.")
        }
        try operation.home.checkOutput(path)
        let hidden = try await operation.people(namedIn: [document.words]).filter { $0.id != shown }
        let file: Cleared<Export>
        do {
            file = try await operation.gate().clear(Export(words: document.words, bytes: text.utf8), hiding: hidden)
        } catch let problem as Problem {
            throw problem.at(Self.place(in: document, hiding: HiddenPeople(hidden)) ?? path)
        }
        try Home.write(file, to: path)
        try await operation.change { try $0.note(.reportWrite, "report") }
    }

    /// Where a report names someone: a section, a row, and an id in it.
    private static func place(in document: ReportDocument, hiding hidden: HiddenPeople) -> String? {
        for section in document.sections {
            for (number, row) in section.rows.enumerated()
            where hidden.firstDisclosed(in: row.joined(separator: "\n")) != nil {
                let id = row.first { cell in cell.contains("-") && (try? Action.ID(parsing: cell)) != nil }
                return "\(section.heading), row \(number + 1)\(id.map { ", \($0)" } ?? "")"
            }
        }
        return nil
    }

    private func page(_ document: ReportDocument) throws -> String {
        var content = DocumentPage()
        content.title = document.title
        content.made =
            "\(try operation.mission(in: document.language).alone), \(MomentText.day(try operation.today(), in: document.language))"
        content.subject = document.subject
        content.notes = document.notes
        content.wide = document.sections.contains { $0.header.count > 7 }
        content.sections = document.sections.map { section in
            var part = DocumentPage.Section()
            part.heading = section.heading == document.title ? nil : section.heading
            // A single bar says no more than its number in the table.
            if let bars = section.bars, bars.count(where: { $0.count != nil }) > 1 {
                part.bars = Bars.chart(bars.map { (label: $0.label, count: $0.count) }, title: section.heading)
            }
            part.header = section.header
            part.stacked = section.header.count > 3
            part.rows = section.rows.map { cells in
                var row = DocumentPage.Row()
                row.cells = cells.enumerated().map { place, text in
                    var cell = DocumentPage.Cell()
                    cell.label = section.header.indices.contains(place) ? section.header[place] : ""
                    cell.text = text
                    cell.whole = text.count < 24 && text.contains { $0.isNumber } && !text.contains(" ")
                    return cell
                }
                return row
            }
            return part
        }
        return try operation.pages.page(content, title: document.title, in: document.language)
    }

    /// RFC 4180, in UTF-8 with its mark, as spreadsheets read it: one header and rows, and nothing else. Sections stand one below the other;
    /// where there are several, the first column says which, and each column of any of them is there once. What a spreadsheet would take for
    /// a formula is disarmed.
    static func table(_ document: ReportDocument, section name: String) -> String {
        let sections = document.sections.filter { !$0.rows.isEmpty }
        let headers = sections.flatMap(\.header).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        let hasSeveral = sections.count > 1
        var lines = [(hasSeveral ? [name] : []) + headers]
        for section in sections {
            let places = headers.map { section.header.firstIndex(of: $0) }
            lines += section.rows.map { row in
                (hasSeveral ? [section.heading] : [])
                    // A dash stands for nothing, and would be taken for a formula.
                    + places.map { place in
                        let cell = place.flatMap { row.indices.contains($0) ? row[$0] : nil } ?? ""
                        return cell == "-" ? "" : cell
                    }
            }
        }
        return "\u{FEFF}" + lines.map { DelimitedText.line($0) }.joined()
    }
}
