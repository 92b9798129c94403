internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct CorrectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "Correct the day or the document of a step; deadlines counted from it move.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The measure or communication: its id or its reference.")
    var measure: String

    @Option(help: ArgumentHelp("The step's number.", valueName: "number"))
    var step: Int

    @Option(help: ArgumentHelp("The right day.", valueName: "yyyy-mm-dd"))
    var on: CalendarDay?

    @Option(help: "The right document.")
    var document: String?

    func validate() throws {
        if on == nil, document == nil { throw ValidationError("Give --on DAY, --document TEXT, or both.") }
    }

    func run() async throws {
        let view = try await options.operation().measures.correctStep(step, of: measure, day: on, document: document)
        try options.show(view, MeasureText.lines(view))
    }
}
