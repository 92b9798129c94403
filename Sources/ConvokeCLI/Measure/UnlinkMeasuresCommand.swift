internal import ArgumentParser
internal import FollowUpService

struct UnlinkMeasuresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "unlink", abstract: "End the link of two instruments.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "A measure or communication: its id or its reference.")
    var one: String

    @Argument(help: "Another.")
    var other: String

    func run() async throws {
        let view = try await options.operation().measures.unlinkInstruments(one, other)
        try options.show(view, MeasureText.lines(view))
    }
}
