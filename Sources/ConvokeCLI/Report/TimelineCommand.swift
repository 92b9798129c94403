internal import ArgumentParser
internal import Coordination
internal import FollowUpService
internal import ReportService

struct TimelineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline", abstract: "Everything about one case, one convening or one contact, in its order.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "A measure or communication by id or reference, or the id of a convening or contact.")
    var subject: String

    @OptionGroup var form: DocumentOptions

    func run() async throws {
        let operation = try await options.operation()
        let entries = try await operation.timelines.timeline(of: subject)
        try await form.show(
            try operation.reports.document(entries, of: subject, in: form.language), entries, by: operation, options,
            showing: try? Contact.ID(parsing: subject))
    }
}
