internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct LinkMeasuresCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "link", abstract: "Link two instruments about the same case, of whatever bodies.",
        discussion: "Kinds: \(InstrumentLink.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "A measure or communication: its id or its reference.")
    var one: String

    @Argument(help: "Another.")
    var other: String

    @Option(help: "What links them.")
    var kind: InstrumentLink.Kind = .sameCase

    func run() async throws {
        let view = try await options.operation().measures.linkInstruments(one, other, kind: kind)
        try options.show(view, MeasureText.lines(view))
    }
}
