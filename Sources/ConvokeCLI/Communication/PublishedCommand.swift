internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct PublishedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "published",
        abstract: "Record that a letter was made public: until then it is confidential.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The letter: its id or its reference.")
    var communication: String

    @Option(help: ArgumentHelp("The day.", valueName: "yyyy-mm-dd"))
    var on: CalendarDay

    @Option(help: "The report in which it stands, such as A/HRC/61/79.")
    var document: String?

    @Option(help: "What others may read of it beside the reference.")
    var publicTitle: String?

    func run() async throws {
        let view = try await options.operation().communications.publish(
            communication, on: on, document: document, publicTitle: publicTitle)
        try options.show(view, MeasureText.lines(view))
    }
}
