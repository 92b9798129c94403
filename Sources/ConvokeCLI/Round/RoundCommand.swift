internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import Installation

struct RoundCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "round", abstract: "Mailings to many and large files that are not complete yet.",
        discussion: """
            They are staged in batches that nobody sees, released together, and then carried out. What is released is
            completed by the next command, should the program that was at it be gone.
            """,
        subcommands: [List.self, Cancel.self])
}

extension RoundCommand {
    struct List: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List what was begun and is not complete, with how far it has come.")
        @OptionGroup var options: GlobalOptions

        func call(_ operation: Operation) async throws -> [RoundView] { try await operation.rounds.all() }
    }

    struct Cancel: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "cancel", abstract: "Cancel one before it is released; nothing of it leaves or is seen.")
        @OptionGroup var options: GlobalOptions
        @Argument(help: "Its id, as 'round list' shows it.") var round: Round.ID

        func run() async throws {
            let operation = try await options.operation()
            try options.confirm("Cancel \(round.text)?")
            try await operation.rounds.cancel(round)
            try options.show(["cancelled": round.text], ["\(round) is cancelled; nothing of it was sent or kept."])
        }
    }
}
