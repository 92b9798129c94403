internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct ListActionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List actions, the most urgent first.")

    @OptionGroup var options: GlobalOptions

    @Flag(help: "Only what is overdue.")
    var overdue = false

    @Flag(help: "Only actions that are done but without feedback to the person concerned.")
    var untold = false

    @Option(help: "Only those in this state: \(Action.State.allCases.map(\.rawValue).joined(separator: ", ")).")
    var state: Action.State?

    @Option(help: "Only those of this owner.")
    var owner: String?

    @Option(help: "Only those that serve this measure or communication.")
    var measure: String?

    @Option(help: ArgumentHelp("How many at most.", valueName: "number"))
    var limit = 50

    func validate() throws {
        if [overdue, untold, state != nil].filter({ $0 }).count > 1 {
            throw ValidationError("Give one of --overdue, --untold and --state.")
        }
        if limit < 1 { throw ValidationError("--limit takes 1 or more.") }
    }

    func run() async throws {
        let operation = try await options.operation()
        let wanted = WantedActions(
            isOverdue: overdue, state: untold ? .acted : state, owner: owner, measure: measure, limit: limit)
        let (actions, more) = try await operation.actions.all(wanted)
        try options.show(
            actions,
            ActionTable.lines(actions)
                + (more > 0 ? ["\(more) more; see them with --limit \(actions.count + more)."] : []))
    }
}
