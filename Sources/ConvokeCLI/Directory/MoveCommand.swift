internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct MoveCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "End a person's position and begin another; the old one stays with its days.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The person.")
    var contact: Contact.ID

    @Option(help: "The new organization.")
    var organization: Organization.ID?

    @Option(help: "What the new office is called.")
    var position: String?

    @Option(help: ArgumentHelp("The first day of the new one; today where it is left out.", valueName: "yyyy-mm-dd"))
    var on: CalendarDay?

    @Flag(help: "Without a new one: the person only leaves.")
    var leaves = false

    private func check() throws {
        guard leaves == (organization == nil && position == nil) else {
            throw Problem(.usage, "no new office is given", remedy: "Say --organization and --position, or --leaves.")
        }
    }

    func run() async throws {
        try check()
        let moved = try await options.operation().relations.move(contact, to: organization, as: position, on: on)
        try options.show(moved, ContactText(contact: moved, organization: nil).lines)
    }
}
