internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct DeclineActionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decline", abstract: "Close an act that its owner will not do; others can see that.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The action.")
    var action: Action.ID

    @Option(help: "Why.")
    var reason: String

    func run() async throws {
        let closed = try await options.operation().actions.close(action, as: .declined, because: reason)
        try options.show(closed, ActionTable.lines([closed]))
    }
}
