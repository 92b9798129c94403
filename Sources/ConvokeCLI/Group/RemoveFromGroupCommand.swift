internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct RemoveFromGroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take people out of a group, from today; that they belonged stays on record.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The group.")
    var id: Group.ID

    @Argument(help: "Contacts.")
    var contacts: [Contact.ID]

    func run() async throws {
        try options.showGroup(
            try await options.operation().groups.change(id, adding: [], removing: contacts))
    }
}
