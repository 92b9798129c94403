internal import ArgumentParser

struct OutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "Messages to send, and what became of them.",
        subcommands: [ListOutboxCommand.self, DeliverCommand.self, ReleaseCommand.self, DropCommand.self])
}
