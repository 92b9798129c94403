internal import ArgumentParser
internal import Coordination
internal import ConveningService

struct TimesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "times", abstract: "Find times at which the quorum can come, across zones, weekends and holidays.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The convening.")
    var convening: Convening.ID

    @Option(help: "How many to propose.")
    var count: Int = 5

    func run() async throws {
        let report = try await options.operation().convenings.findTimes(for: convening, count: max(1, min(50, count)))
        var lines = report.proposals.flatMap { proposal in
            [
                "\(proposal.number)  \(proposal.local) (\(report.zone))  \(proposal.attending) of \(report.invited) can come"
            ]
                + proposal.missing.map { "     without \($0.contact): \($0.why)" }
        }
        lines += report.obstacles
        lines.append(
            report.proposals.isEmpty
                ? "No time meets the quorum." : "Next: convoke convening book \(convening) \(report.proposals[0].local)"
        )
        try options.show(report, lines)
    }
}
