internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct AddDeadlineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a deadline that a document sets.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The measure or communication: its id or its reference.")
    var measure: String

    @Option(help: "What is due.")
    var name: String

    @OptionGroup var term: TermOptions

    @Option(help: ArgumentHelp("The step it is counted from; the newest by default.", valueName: "step"))
    var after: Int?

    @Option(help: "Where it stands.")
    var source: String

    func run() async throws {
        guard let value = try term.term() else {
            throw Problem(
                .usage, "no term is given", remedy: "Give one of --days, --business-days, --on or --session.")
        }
        let view = try await options.operation().measures.addDeadline(
            name, to: measure, term: value, after: after, calendar: term.calendar ?? .issuer, source: source)
        try options.show(view, MeasureText.lines(view))
    }
}
