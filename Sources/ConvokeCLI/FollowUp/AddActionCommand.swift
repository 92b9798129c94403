internal import ArgumentParser
internal import Coordination
internal import Workflows

struct AddActionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Note something that someone undertook to do.",
        discussion: "Kinds: \(ActionKind.allCases.map(\.rawValue).joined(separator: ", ")).")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The kind of act.")
    var kind: ActionKind

    @Option(help: "What is to be done.")
    var title: String

    @Option(help: "Who does it.")
    var owner: String

    @Option(help: "The last day, inclusive.")
    var due: CalendarDay?

    @Option(help: "The convening it comes from.")
    var convening: Convening.ID?

    @Option(help: "The measure it serves.")
    var measure: Measure.ID?

    func run() async throws {
        let action = try await options.secretariat().addAction(
            kind: kind, title: title, owner: owner, convening: convening, measure: measure, due: due)
        try options.show(action, ActionTable.lines([action]))
    }
}
