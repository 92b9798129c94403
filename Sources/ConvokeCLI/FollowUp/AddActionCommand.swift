internal import ArgumentParser
internal import Coordination
internal import FollowUpService
internal import Installation

struct AddActionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Note something that someone undertook to do.",
        discussion: "Kinds: \(ActionKind.allCases.map(\.rawValue).joined(separator: ", ")).")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The kind of act.")
    var kind: ActionKind

    @Option(help: "What to do.")
    var title: String

    @Option(help: "Who does it, of a joint act the lead: a mission, an organization, or a contact's id.")
    var owner: String

    @Option(help: "The convening it comes from.")
    var convening: Convening.ID?

    @Option(help: "The measure or communication it serves: its id or its reference.")
    var measure: String?

    @Option(help: ArgumentHelp("The point of it.", valueName: "number"))
    var point: Int?

    @Option(help: "The statement it comes from.")
    var statement: Statement.ID?

    @OptionGroup var terms: ActionOptions

    func run() async throws {
        let operation = try await options.operation()
        let action = try await operation.actions.add(
            kind: kind, title: title, owner: owner,
            from: ActionOrigin(convening: convening, measure: measure, point: point, statement: statement),
            try terms.terms(today: operation.today()))
        let isUnagreed = action.measure != nil && !action.isQuiet && action.agreement == nil
        let note =
            "note: it is public, so say who agreed to it for the person concerned before it is done: 'convoke action edit \(action.id) --agreed person --agreement TEXT'."
        try options.show(action, ActionTable.lines([action]) + (isUnagreed ? [note] : []))
    }
}
