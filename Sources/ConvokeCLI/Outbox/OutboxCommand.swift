internal import ArgumentParser

struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "What is to be sent, and what became of it.",
        subcommands: [ListOutboxCommand.self, DeliverCommand.self, ReleaseCommand.self, DropCommand.self])
}
