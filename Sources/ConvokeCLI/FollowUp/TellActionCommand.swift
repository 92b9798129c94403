internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct TellActionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "told", abstract: "Record the feedback to the defender or family, or why there was none.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The action.")
    var action: Action.ID

    @OptionGroup var feedback: FeedbackOptions

    func run() async throws {
        guard let value = try feedback.value() else {
            throw Problem(.usage, "no feedback is given", remedy: "Say --told DAY, or --not-told with the reason.")
        }
        let done = try await options.operation().actions.tell(action, value)
        try options.show(done, ActionTable.lines([done]))
    }
}
