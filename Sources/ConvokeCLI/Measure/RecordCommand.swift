internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct RecordCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record", abstract: "Note what happened under a measure: it is silent no more.",
        discussion:
            "Kinds: \(Measure.Event.Kind.allCases.map(\.rawValue).joined(separator: ", ")). A state-report meets the deadline that waited for it."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The measure or communication: its id or its reference.")
    var measure: String

    @Argument(help: "What happened.")
    var kind: Measure.Event.Kind

    @Option(help: ArgumentHelp("The day.", valueName: "yyyy-mm-dd"))
    var on: CalendarDay

    @Option(help: "In a few words.")
    var note: String

    @Option(help: "The document, as printed.")
    var document: String?

    func run() async throws {
        let view = try await options.operation().measures.recordEvent(
            .init(kind: kind, day: on, note: note, document: document), under: measure)
        try options.show(view, MeasureText.lines(view))
    }
}
