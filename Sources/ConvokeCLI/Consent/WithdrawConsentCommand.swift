internal import ArgumentParser
internal import Coordination
internal import PeopleService

struct WithdrawConsentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "End a person's consent from today, and stop the messages that depend on it."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Whose.")
    var contact: Contact.ID

    @Option(help: "To what.")
    var purpose: Consent.Purpose

    @Option(help: "On this channel only.")
    var channel: SafeChannel.Kind?

    @Option(help: "For 'share': with this group only.")
    var group: Group.ID?

    func run() async throws {
        let report = try await options.operation().consents.withdraw(
            of: contact, to: purpose, channel: channel, group: group)
        try options.show(
            report,
            [
                report.ended > 0
                    ? "Consents of \(report.contact) that ended: \(report.ended)."
                    : "\(report.contact) had no such consent. The refusal is on record now."
            ] + StoppedText.lines(report))
    }
}
