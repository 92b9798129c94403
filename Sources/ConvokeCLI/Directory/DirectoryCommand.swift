internal import ArgumentParser

struct DirectoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "directory", abstract: "People, organizations and mechanisms.",
        subcommands: [ImportCommand.self, SearchCommand.self, ShowEntryCommand.self])
}
