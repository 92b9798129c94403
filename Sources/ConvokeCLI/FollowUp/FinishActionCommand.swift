internal import ArgumentParser
internal import Coordination
internal import Workflows

struct FinishActionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "done", abstract: "Close an action, with evidence and with the feedback that was given.",
        discussion: "An action does not close until the defender or family was told, or a reason is given.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The action.")
    var action: Action.ID

    @Option(help: "What shows that it was done.")
    var evidence: String

    @Option(help: ArgumentHelp("The day the defender or family was told.", valueName: "day"))
    var told: CalendarDay?

    @Option(help: ArgumentHelp("Why nobody was told.", valueName: "reason"))
    var notTold: String?

    func validate() throws {
        guard (told == nil) != (notTold == nil) else {
            throw ValidationError("Say either --told DAY or --not-told REASON.")
        }
    }

    func run() async throws {
        let feedback = told.map { Action.Feedback.told($0) } ?? .notTold(reason: notTold ?? "")
        let done = try await options.secretariat().finishAction(action, evidence: evidence, feedback: feedback)
        try options.show(done, ActionTable.lines([done]))
    }
}
