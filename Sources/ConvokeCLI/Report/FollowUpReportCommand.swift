internal import ArgumentParser
internal import ReportService

struct FollowUpReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "followup", abstract: "What is open, overdue and owed, by owner, body and country.")

    @OptionGroup var options: GlobalOptions
    @OptionGroup var form: DocumentOptions

    func run() async throws {
        let operation = try await options.operation()
        let report = try await operation.reports.followUp()
        try await form.show(
            try operation.reports.document(report, in: form.language), report, by: operation, options)
    }
}
