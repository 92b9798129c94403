internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct ReopenActionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Reopen an action that was done, declined or dropped.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The action.")
    var action: Action.ID

    func run() async throws {
        let opened = try await options.operation().actions.reopen(action)
        try options.show(opened, ActionTable.lines([opened]))
    }
}
