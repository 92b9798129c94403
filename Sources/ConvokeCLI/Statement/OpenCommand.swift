internal import ArgumentParser
internal import Coordination
internal import StatementService

struct OpenCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "open", abstract: "Fix the words, and ask people by mail whether their organizations sign.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The statement.")
    var statement: Statement.ID

    @Option(parsing: .upToNextOption, help: "Contacts to ask; each needs consent to sign-on requests.")
    var ask: [Contact.ID] = []

    func run() async throws {
        let report = try await options.operation().statements.open(statement, asking: ask)
        try options.show(
            report,
            ["\(statement) is open for signature; \(report.asked.count) requests are in the outbox."]
                + ShowStatementCommand.lines(report.statement))
    }
}
