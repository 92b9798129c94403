internal import ArgumentParser

struct StatementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "statement", abstract: "Joint statements: draft, open for signature, sign, publish.",
        subcommands: [
            DraftCommand.self, OpenCommand.self, SignCommand.self, PublishCommand.self, ShowStatementCommand.self,
        ])
}
