internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct DropActionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop", abstract: "Close an act that is not needed any more.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The action.")
    var action: Action.ID

    @Option(help: "Why.")
    var reason: String

    func run() async throws {
        let closed = try await options.operation().actions.close(action, as: .dropped, because: reason)
        try options.show(closed, ActionTable.lines([closed]))
    }
}
