internal import ArgumentParser
internal import Coordination
internal import ConveningService

struct InviteCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite", abstract: "Write an invitation to everyone on the list who was not asked yet.",
        discussion: "The mails wait in the outbox until 'convoke outbox deliver'.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The convening.")
    var convening: Convening.ID

    func run() async throws {
        let operation = try await options.operation(), progress = Progress(steps: 0)
        let report = try await operation.invitations.invite(convening) { count, total in
            if count % 50 == 0 || count == total { progress.show(count, of: total) }
        }
        progress.finish()
        try options.show(round: report)
    }
}

extension GlobalOptions {
    /// What a round of mail did, the same for every kind of round.
    func show(round report: MailingReport) throws {
        try show(
            report,
            [
                "\(report.queued) \(report.kind) \(report.queued == 1 ? "mail is" : "mails are") in the outbox"
                    + (report.release.map { "; they leave from \($0) on, with what is changed until then." } ?? ".")
            ]
                + report.skipped.sorted { $0.key < $1.key }.map { "not written to: \($0.key), \($0.value)" }
                + (report.queued > 0 ? ["Next: convoke outbox deliver"] : []))
    }
}
