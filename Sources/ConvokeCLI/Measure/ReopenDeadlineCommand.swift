internal import ArgumentParser
internal import FollowUpService

struct ReopenDeadlineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Open a deadline again that was taken for met or waived.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The measure or communication: its id or its reference.")
    var measure: String

    @Argument(help: "The deadline's number.")
    var number: Int

    func run() async throws {
        let view = try await options.operation().measures.reopenDeadline(number, of: measure)
        try options.show(view, MeasureText.lines(view))
    }
}
