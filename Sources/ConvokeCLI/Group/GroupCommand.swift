internal import ArgumentParser

struct GroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "group", abstract: "Standing groups: chosen people, or everyone who fits a query.",
        subcommands: [
            CreateGroupCommand.self, AddToGroupCommand.self, RemoveFromGroupCommand.self, ShowGroupCommand.self,
            ListGroupsCommand.self,
        ])
}
