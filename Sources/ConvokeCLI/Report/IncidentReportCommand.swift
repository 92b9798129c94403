internal import ArgumentParser
internal import Coordination
internal import FollowUpService
internal import ReportService

struct IncidentReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "incidents", abstract: "Patterns of reprisals and attacks, for an annual report.",
        discussion:
            "Numbers below --smallest are not shown; where only one would be hidden, the next one is as well.")

    @OptionGroup var options: GlobalOptions

    @OptionGroup var time: MonthOptions

    @Option(help: "Only those in this country.")
    var country: CountryCode?

    @Option(help: "The smallest number that is shown, 2 to 20.")
    var smallest = Reports.smallestCell

    @OptionGroup var form: DocumentOptions

    func validate() throws {
        if !(2...20).contains(smallest) { throw ValidationError("--smallest takes 2 to 20.") }
    }

    func run() async throws {
        let operation = try await options.operation()
        let patterns = try await operation.incidents.patterns(
            from: time.from, through: time.through, country: country, smallest: smallest)
        try await form.show(
            try operation.reports.document(patterns, in: form.language), patterns, by: operation, options)
    }
}
