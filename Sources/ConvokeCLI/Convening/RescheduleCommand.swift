internal import ArgumentParser
internal import Coordination
internal import ConveningService

struct RescheduleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reschedule", abstract: "Move a convening whose invitations are out; everyone is asked again.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The convening.")
    var convening: Convening.ID

    @Argument(help: "The new start: 2026-03-12T14:00 in the convening's zone, or with an offset.")
    var start: String

    @Option(
        help: ArgumentHelp("Move only this meeting of a series, named by its day in the plan.", valueName: "yyyy-mm-dd")
    )
    var meeting: CalendarDay?

    @Flag(help: "Let the notice leave at once, without waiting a minute for further edits.")
    var now = false

    func run() async throws {
        let operation = try await options.operation()
        let start = try await operation.convenings.time(start, for: convening)
        if let meeting {
            return try options.show(
                round: try await operation.invitations.reschedule(convening, meeting: meeting, to: start))
        }
        try options.show(round: try await operation.invitations.reschedule(convening, to: start, atOnce: now))
    }
}
