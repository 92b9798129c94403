internal import ArgumentParser
internal import Coordination
internal import Installation
internal import ReportService

/// How a report is shown.
struct DocumentOptions: ParsableArguments {
    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("Write it instead: .html to read or print, .csv or .json.", valueName: "file"))
    var output: String?

    @Option(help: "The language: en, es, fr or pt.")
    var language: Language?

    /// Prints the report, or writes it.
    /// - Parameter value: what --json prints.
    func show(
        _ document: ReportDocument, _ value: some View, by operation: Operation, _ options: GlobalOptions,
        showing person: Contact.ID? = nil
    ) async throws {
        if let output {
            try await operation.reports.write(document, to: output, showing: person)
            return try options.show(["file": output], ["Wrote \(output)."])
        }
        let sections = document.sections.flatMap { section in
            ["", section.heading] + Table.lines(section.header, section.rows, empty: "-")
        }
        try options.show(
            value, [document.title + (document.subject.map { ": \($0)" } ?? "")] + document.notes + sections)
    }
}
