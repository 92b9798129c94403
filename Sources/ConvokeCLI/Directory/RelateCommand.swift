internal import ArgumentParser
internal import Coordination
internal import Workflows

struct RelateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relate", abstract: "Write down how two people or organizations are linked.",
        discussion: "For example: directory relate ct-1 go-between-for ct-2 --since 2026-01-15")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "A contact or organization.")
    var from: String

    @Argument(help: "How it is linked.")
    var kind: Relation.Kind

    @Argument(help: "The other contact or organization.")
    var to: String

    @Option(help: ArgumentHelp("The first day.", valueName: "day"))
    var since: CalendarDay?

    @Option(help: ArgumentHelp("The last day.", valueName: "day"))
    var until: CalendarDay?

    @Option(help: "What else is to be known; it is sealed.")
    var note: String?

    func run() async throws {
        let relation = try await options.secretariat().relate(from, kind, to, since: since, until: until, note: note)
        try options.show(relation, ["\(relation.id): \(relation.from) \(relation.kind.rawValue) \(relation.to)"])
    }
}

struct UnrelateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unrelate", abstract: "Take a relation away; 'directory show' lists them.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The relation, such as re-3k9x.")
    var relation: Relation.ID

    func run() async throws {
        try await options.secretariat().unrelate(relation)
        try options.show(["relation": relation.text], ["\(relation) is gone."])
    }
}

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

    @Option(help: ArgumentHelp("The first day of the new one; today where it is left out.", valueName: "day"))
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
        let moved = try await options.secretariat().move(contact, to: organization, as: position, on: on)
        try options.show(moved, ContactText(contact: moved, organization: nil).lines)
    }
}
