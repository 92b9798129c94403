internal import ArgumentParser
internal import Workflows

struct FollowUpReportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "followup", abstract: "What is open, overdue and owed, by owner, body and country.")

    @OptionGroup var options: GlobalOptions
    @OptionGroup var form: DocumentOptions

    func run() async throws {
        let secretariat = try await options.secretariat()
        let report = try await secretariat.followUpReport()
        try await form.show(
            try secretariat.document(report, in: form.language), report, by: secretariat, options)
    }
}
