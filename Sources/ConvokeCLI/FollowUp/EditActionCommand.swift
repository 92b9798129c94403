internal import ArgumentParser
internal import Coordination
internal import FollowUpService
internal import Installation

struct EditActionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change what is known of an act. Lists that are given replace those before.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The action.")
    var action: Action.ID

    @Option(help: "What to do.")
    var title: String?

    @Option(help: "Who does it: a mission, an organization, or a contact's id.")
    var owner: String?

    @Option(
        help: ArgumentHelp(
            "Take away what was set: \(ActionTerms.Field.allCases.map(\.rawValue).joined(separator: ", ")); may be repeated.",
            valueName: "field"))
    var clear: [ActionTerms.Field] = []

    @OptionGroup var terms: ActionOptions

    func run() async throws {
        let operation = try await options.operation()
        var terms = try terms.terms(today: operation.today())
        terms.title = title
        terms.owner = owner
        terms.cleared = clear
        let changed = try await operation.actions.edit(action, terms)
        try options.show(changed, ActionTable.lines([changed]))
    }
}
