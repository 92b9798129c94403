internal import ArgumentParser
internal import Coordination
internal import StatementService

struct SignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "Record an organization's signature under the exact words.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The statement.")
    var statement: Statement.ID

    @Option(help: "The organization that signs.")
    var organization: Organization.ID

    @Option(help: "The person of that organization who said so; never published.")
    var by: Contact.ID

    func run() async throws {
        let signed = try await options.operation().statements.sign(statement, organization: organization, signatory: by)
        try options.show(signed, ShowStatementCommand.lines(signed))
    }
}
