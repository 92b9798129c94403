internal import ArgumentParser
internal import FollowUpService

struct ShowMeasureCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Show one measure.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Its id, or its reference however it is written.")
    var measure: String

    func run() async throws {
        let view = try await options.operation().measures.show(measure)
        try options.show(view, MeasureText.lines(view))
    }
}
