internal import ArgumentParser
internal import Coordination
internal import PeopleService

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

    @Option(help: ArgumentHelp("The first day.", valueName: "yyyy-mm-dd"))
    var since: CalendarDay?

    @Option(help: ArgumentHelp("The last day.", valueName: "yyyy-mm-dd"))
    var until: CalendarDay?

    @Option(help: "What else is to be known; it is sealed.")
    var note: String?

    func run() async throws {
        let relation = try await options.operation().relations.relate(
            from, kind, to, since: since, until: until, note: note)
        try options.show(relation, ["\(relation.id): \(relation.from) \(relation.kind.rawValue) \(relation.to)"])
    }
}
