internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct MeetDeadlineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "met", abstract: "Note that what was due was done.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The measure or communication: its id or its reference.")
    var measure: String

    @Argument(help: "The deadline's number.")
    var number: Int

    @Option(help: ArgumentHelp("The day.", valueName: "yyyy-mm-dd"))
    var on: CalendarDay

    func run() async throws {
        let view = try await options.operation().measures.meetDeadline(number, of: measure, on: on)
        try options.show(view, MeasureText.lines(view))
    }
}
