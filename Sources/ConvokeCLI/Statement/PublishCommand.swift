internal import ArgumentParser
internal import Coordination
internal import StatementService

struct PublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "Publish a signed statement to every active partner. It cannot be taken back."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The statement.")
    var statement: Statement.ID

    func run() async throws {
        let operation = try await options.operation()
        try options.confirm("Publish \(statement) to every active partner? It cannot be taken back.")
        let report = try await operation.statements.publish(statement)
        try options.show(
            report,
            ["\(statement) is published; \(report.partners.count) messages are in the outbox."]
                + (report.partners.isEmpty
                    ? ["There is no active partner: see 'convoke partner add'."] : ["Next: convoke outbox deliver"]))
    }
}
