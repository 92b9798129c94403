internal import ArgumentParser

struct ActionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "action", abstract: "What was promised, until it is done and the person concerned was told.",
        subcommands: [AddActionCommand.self, ListActionsCommand.self, FinishActionCommand.self])
}
