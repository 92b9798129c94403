internal import ArgumentParser
internal import Coordination
internal import FollowUpService
internal import ReportService

struct SummaryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "summary", abstract: "Where things stand: convenings, measures, promises, statements, outbox.")

    @OptionGroup var options: GlobalOptions

    @Option(
        name: .shortAndLong, help: ArgumentHelp("Write a page (HTML) that names no participant.", valueName: "file"))
    var output: String?

    @Option(help: "The language of the page: en, es, fr or pt.")
    var language: Language?

    func run() async throws {
        let operation = try await options.operation()
        if let output {
            try await operation.reports.write(to: output, in: language)
            return try options.show(["file": output], ["Wrote \(output)."])
        }
        let report = try await operation.reports.summary()
        let outbox = ["waiting", "delivered", "dead"].map { "\($0) \(report.outbox[$0] ?? 0)" }.joined(separator: ", ")
        try options.show(
            report,
            [
                "convenings: \(report.convenings.count)",
                "measures: \(report.measures.count), live \(report.measures.filter(\.isLive).count)",
                "actions: \(report.actions.count), open \(report.actions.filter { $0.state == .open }.count), overdue \(report.overdue.count)",
                "statements: \(report.statements.count)", "outbox: \(outbox)",
                "replies in quarantine: \(report.heldReplies)",
            ] + report.balance.warnings.map { "note: \($0)" })
    }
}
