internal import Coordination
internal import ArgumentParser
internal import FollowUpService

struct UndoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take back the newest step, with what was counted from it.",
        discussion: "Where a resolution brought it, the whole resolution is taken back, for all its measures.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The measure or communication: its id or its reference.")
    var measure: String

    func run() async throws {
        let operation = try await options.operation()
        let view = try await operation.measures.show(measure)
        let last = view.measure.steps.max { $0.number < $1.number }
        try options.confirm("Take back '\(last?.stage ?? "")'\(last?.document.map { " by \($0)" } ?? "")?")
        let views = try await operation.measures.takeBack(measure)
        try options.show(views, views.flatMap { MeasureText.lines($0) + [""] })
    }
}
