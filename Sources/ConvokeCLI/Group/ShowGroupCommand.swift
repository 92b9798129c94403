internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct ShowGroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Who belongs to a group, who did, and since when.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The group.")
    var id: Group.ID

    func run() async throws { try options.showGroup(try await options.operation().groups.one(id)) }
}
