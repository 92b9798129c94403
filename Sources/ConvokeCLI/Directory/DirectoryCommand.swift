internal import ArgumentParser

struct DirectoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "directory", abstract: "People, organizations and mechanisms.",
        subcommands: [
            ImportCommand.self, ExportDirectoryCommand.self, SearchCommand.self, ShowEntryCommand.self,
            DuplicatesCommand.self, MergeCommand.self, UnmergeCommand.self, MoveCommand.self, RelateCommand.self,
            UnrelateCommand.self, KeyCommand.self,
        ])
}
