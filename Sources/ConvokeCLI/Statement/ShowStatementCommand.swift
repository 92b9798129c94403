internal import ArgumentParser
internal import Coordination
internal import StatementService

struct ShowStatementCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a statement and its signatures.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The statement.")
    var statement: Statement.ID

    func run() async throws {
        let statement = try await options.operation().statements.show(statement)
        let words = statement.edition.texts.sorted { $0.key < $1.key }.flatMap { ["", "[\($0.key)]", $0.value] }
        try options.show(statement, Self.lines(statement) + words)
    }

    static func lines(_ statement: StatementDetails) -> [String] {
        [
            "\(statement.id)  \(statement.edition.title)",
            "state: \(statement.state.rawValue), edition \(statement.edition.version), \(statement.edition.texts.keys.sorted().joined(separator: " ")), \(statement.tlp.rawValue)",
            "digest: \(statement.edition.digest)",
        ] + statement.signatures.map { "signed: \($0.organization), \($0.signedAt)" }
    }
}
