internal import ArgumentParser
internal import Coordination
internal import ConveningService

struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Call a convening off and tell everyone who was asked.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The convening.")
    var convening: Convening.ID

    @Option(help: "A sentence for the mail; everyone who was asked reads it.")
    var reason: String?

    @Option(
        help: ArgumentHelp(
            "Call off only this meeting of a series, named by its day in the plan.", valueName: "yyyy-mm-dd"))
    var meeting: CalendarDay?

    func run() async throws {
        let operation = try await options.operation()
        if let meeting {
            try options.confirm("Call the meeting of \(meeting) off?")
            return try options.show(
                round: try await operation.invitations.cancel(convening, meeting: meeting, reason: reason))
        }
        try options.confirm("Call \(convening) off?")
        try options.show(round: try await operation.invitations.cancel(convening, reason: reason))
    }
}
