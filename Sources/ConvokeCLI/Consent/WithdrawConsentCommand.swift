internal import ArgumentParser
internal import Coordination
internal import Workflows

struct WithdrawConsentCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "End a person's consent from today, and stop what waits on its ground.")

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
        let report = try await options.secretariat().withdrawConsent(
            of: contact, to: purpose, channel: channel, group: group)
        try options.show(
            report,
            [
                report.ended > 0
                    ? "Consents of \(report.contact) that ended: \(report.ended)."
                    : "No consent held; that \(report.contact) said no is on record."
            ] + StoppedText.lines(report))
    }
}

struct StopContactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Mark a person as not to be contacted, and stop everything that waits for them.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Whom.")
    var contact: Contact.ID

    func run() async throws {
        let report = try await options.secretariat().setDoNotContact(true, for: contact)
        try options.show(report, ["\(report.contact) is not contacted any more."] + StoppedText.lines(report))
    }
}

struct ResumeContactCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Take the mark 'do not contact' away.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Whose.")
    var contact: Contact.ID

    func run() async throws {
        try options.confirm("Was \(contact) asked, and agreed to be contacted again?")
        let report = try await options.secretariat().setDoNotContact(false, for: contact)
        try options.show(report, ["\(report.contact) may be contacted again, as far as consents say."])
    }
}

/// What a withdrawal stopped, in lines.
private enum StoppedText {
    static func lines(_ report: WithdrawalReport) -> [String] {
        (report.stopped + report.statements).map { "stopped: \($0)" }
            + report.underWay.map { "under way just now, and may arrive: \($0)" }
            + report.asked.map {
                "was asked to \($0) and is not written to any more, not even of a change: tell them another way"
            }
    }
}
