internal import ArgumentParser
internal import Coordination
internal import ConveningService

struct RecordReplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "record",
        abstract: "Write down an answer that was given by telephone, in person or in a plain mail.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The code of the invitation, such as 3K9X-7Q2M, its id, or its link.")
    var invitation: String

    @Argument(help: "accepted, tentative or declined.")
    var answer: Invitation.State

    @Option(
        name: .customLong("meeting"),
        help: ArgumentHelp("One meeting of a series, by its day.", valueName: "yyyy-mm-dd"))
    var meeting: CalendarDay?

    func run() async throws {
        let report = try await options.operation().recordReply(invitation, answer, on: meeting)
        try options.show(report, ["\(report.invitation?.text ?? ""): \(report.state ?? "")"])
    }
}
