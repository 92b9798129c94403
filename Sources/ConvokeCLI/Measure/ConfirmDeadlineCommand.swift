internal import ArgumentParser
internal import FollowUpService

struct ConfirmDeadlineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: "Confirm a deadline by a document, with the term that it gives.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The measure or communication: its id or its reference.")
    var measure: String

    @Argument(help: "The deadline's number.")
    var number: Int

    @OptionGroup var term: TermOptions

    @Option(help: "Where it stands, for example \"Resolution 87/18, paragraph 5\".")
    var source: String

    func run() async throws {
        let view = try await options.operation().measures.confirmDeadline(
            number, of: measure, term: term.term(), calendar: term.calendar, source: source)
        try options.show(view, MeasureText.lines(view))
    }
}
