internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct FinishActionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "done", abstract: "Note that an act was done, and close it with the feedback that was given.",
        discussion:
            "An action does not close until the defender or family has feedback, or a reason is given: without --told and --not-told it stays, and feedback is owed."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The action.")
    var action: Action.ID

    @Option(help: "What shows that it was done.")
    var evidence: String

    @Option(help: ArgumentHelp("The day it was done; today by default.", valueName: "yyyy-mm-dd"))
    var on: CalendarDay?

    @Option(help: "What the host authority or company answered.")
    var reply: String?

    @OptionGroup var feedback: FeedbackOptions

    func run() async throws {
        let done = try await options.operation().actions.finish(
            action, evidence: evidence, on: on, feedback: feedback.value(), reply: reply)
        let owed = done.state == .acted ? ["Feedback is owed: note it with 'convoke action told \(done.id)'."] : []
        try options.show(done, ActionTable.lines([done]) + owed)
    }
}
