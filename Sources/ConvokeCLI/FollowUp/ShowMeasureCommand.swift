internal import ArgumentParser
internal import Coordination
internal import Workflows

struct ShowMeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one measure.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Its id, or its reference however it is written.")
    var measure: String

    func run() async throws {
        let view = try await options.secretariat().showMeasure(measure)
        try options.show(view, Self.lines(view))
    }

    static func lines(_ view: MeasureView) -> [String] {
        let measure = view.measure
        let silence = view.silentDays.map { ", nothing recorded for \($0) days" } ?? ""
        return [
            "\(measure.id)  \(measure.reference.printed)  \(measure.title)",
            "\(view.mechanism), State \(measure.state)",
            "stage: \(view.stageName)\(view.isLive ? " (live)" : "")\(silence)",
        ] + measure.steps.map { "\($0.day)  \($0.stage)\($0.document.map { ", \($0)" } ?? "")" }
            + measure.points.map { "point \($0.number) (\($0.state.rawValue)): \($0.text)" }
            + measure.deadlines.map { deadline in
                "\(deadline.isConfirmed ? "deadline" : "suggested deadline"): \(deadline.name), \(deadline.day). \(deadline.source)"
            }
    }
}
