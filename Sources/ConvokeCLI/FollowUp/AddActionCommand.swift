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

    @Option(help: "The measure it serves: its id or its reference.")
    var measure: String?

    func run() async throws {
        let secretariat = try await options.secretariat()
        var served: Measure.ID?
        if let measure { served = try await secretariat.showMeasure(measure).measure.id }
        let action = try await secretariat.addAction(
            kind: kind, title: title, owner: owner, convening: convening, measure: served, due: due)
        try options.show(action, ActionTable.lines([action]))
    }
}
