internal import ArgumentParser
internal import FollowUpService

struct WaiveDeadlineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "waive", abstract: "Note why a deadline does not matter any more. It stays on record.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The measure or communication: its id or its reference.")
    var measure: String

    @Argument(help: "The deadline's number.")
    var number: Int

    @Option(help: "Why.")
    var reason: String

    func run() async throws {
        let view = try await options.operation().measures.waiveDeadline(number, of: measure, because: reason)
        try options.show(view, MeasureText.lines(view))
    }
}
