internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct AddToGroupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Put people into a group, from today.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The group.")
    var id: Group.ID

    @Argument(help: "Contacts.")
    var contacts: [Contact.ID]

    func run() async throws {
        try options.showGroup(
            try await options.operation().groups.change(id, adding: contacts, removing: []))
    }
}
