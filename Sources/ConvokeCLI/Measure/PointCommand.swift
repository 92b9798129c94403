internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct PointCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "point", abstract: "Note what became of an operative point, or add one.",
        discussion: """
            convoke measure point MC-204-17 2 partly-met --evidence "a plan was agreed with four of nine families"
            convoke measure point MC-204-17 --add "Report on the investigation of the facts"
            """)

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The measure or communication: its id or its reference.")
    var measure: String

    @Argument(help: "The point's number.")
    var number: Int?

    @Argument(help: "How it stands: \(Measure.Point.State.allCases.map(\.rawValue).joined(separator: ", ")).")
    var state: Measure.Point.State?

    @Option(help: "What shows it.")
    var evidence: String?

    @Option(help: ArgumentHelp("The day of the finding; today by default.", valueName: "yyyy-mm-dd"))
    var on: CalendarDay?

    @Option(help: ArgumentHelp("A new point; may be repeated.", valueName: "text"))
    var add: [String] = []

    func validate() throws {
        let isFinding = number != nil && state != nil && evidence != nil
        guard isFinding != !add.isEmpty, !(add.isEmpty && !isFinding), add.isEmpty || number == nil else {
            throw ValidationError("Give either NUMBER, STATE and --evidence, or --add TEXT.")
        }
    }

    func run() async throws {
        let operation = try await options.operation()
        let view: MeasureView
        if let number, let state, let evidence {
            view = try await operation.measures.findPoint(number, of: measure, state: state, evidence: evidence, on: on)
        } else {
            view = try await operation.measures.addPoints(add, to: measure)
        }
        try options.show(view, MeasureText.lines(view))
    }
}
