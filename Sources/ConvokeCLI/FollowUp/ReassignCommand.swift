internal import Coordination
internal import ArgumentParser
internal import FollowUpService

struct ReassignCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reassign",
        abstract: "Hand everything that is open from one owner to another, for example to a successor.",
        discussion:
            "With contacts it also changes who is reminded and who follows measures. 'convoke post handover' lists what a post leaves behind."
    )

    @OptionGroup var options: GlobalOptions

    @Option(help: ArgumentHelp("The owner as 'report followup' shows it, or a contact.", valueName: "owner"))
    var from: String

    @Option(help: ArgumentHelp("The new owner, or a contact.", valueName: "owner"))
    var to: String

    func run() async throws {
        let report = try await options.operation().actions.reassign(from: from, to: to)
        try options.show(
            report,
            [
                "Handed over to \(to): \((report.actions.map(\.text) + report.measures.map(\.text)).joined(separator: ", "))"
            ]
                + (report.objection.map { ["note: \(to) cannot be reminded: \($0)"] } ?? []))
    }
}
