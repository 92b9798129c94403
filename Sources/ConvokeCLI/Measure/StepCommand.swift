internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct StepCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "step", abstract: "Note a stage that needs no resolution, such as information-requested.",
        discussion: "What a resolution decides is noted with 'measure resolve', which can be about several measures.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The measure: its id or its reference.")
    var measure: String

    @Argument(help: "The stage, as the body's file names it.")
    var stage: String

    @Option(help: ArgumentHelp("The day.", valueName: "yyyy-mm-dd"))
    var on: CalendarDay

    @Option(help: "The document that says so, as printed.")
    var document: String?

    func run() async throws {
        let view = try await options.operation().measures.reachStage(stage, of: measure, on: on, document: document)
        try options.show(view, MeasureText.lines(view))
    }
}
