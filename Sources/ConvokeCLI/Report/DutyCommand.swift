internal import ArgumentParser
internal import Coordination
internal import ReportService

struct DutyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duty",
        abstract: "Whether the mission does what guidelines ask: meetings, their level, silence, feedback.")

    @OptionGroup var options: GlobalOptions

    @Option(help: ArgumentHelp("The first day; a year ago by default.", valueName: "yyyy-mm-dd"))
    var from: CalendarDay?

    @Option(help: ArgumentHelp("The last day; today by default.", valueName: "yyyy-mm-dd"))
    var through: CalendarDay?

    @OptionGroup var form: DocumentOptions

    func run() async throws {
        let operation = try await options.operation()
        let report = try await operation.reports.duties(from: from, through: through)
        try await form.show(
            try operation.reports.document(report, in: form.language), report, by: operation, options)
    }
}
