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

    /// What a person can reply.
    enum Answer: String, ExpressibleByArgument, CaseIterable {
        case accepted, tentative, declined

        var state: Invitation.State {
            switch self {
            case .accepted: .accepted
            case .tentative: .tentative
            case .declined: .declined
            }
        }
    }

    @Argument(help: "The reply.")
    var answer: Answer

    @Option(
        name: .customLong("meeting"),
        help: ArgumentHelp("One meeting of a series, by its day.", valueName: "yyyy-mm-dd"))
    var meeting: CalendarDay?

    func run() async throws {
        let report = try await options.operation().replies.record(invitation, answer.state, on: meeting)
        try options.show(report, ["\(report.invitation?.text ?? ""): \(report.state ?? "")"])
    }
}
