internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import ConveningService
internal import Coordination
internal import Installation

/// A change that invitees are told of; with `--preview` the mails are shown and nothing is done.
protocol PlannedCommand: ServiceCommand where Answer == MailingReport {
    var convening: Convening.ID { get }
    var preview: Bool { get }
    func change(_ operation: Operation) async throws -> PlannedNotice
}

extension PlannedCommand {
    func run() async throws {
        let operation = try await options.operation()
        if preview { return try await options.show(try await change(operation), to: convening, operation) }
        let answer = try await call(operation)
        try options.show(answer, lines(answer))
    }
}

extension GlobalOptions {
    /// Asks before a time is taken at which someone who must come cannot, or the quorum is not met.
    func agree(to check: BookingReport) throws {
        guard check.needsAgreement, !yes else { return }
        check.lines.forEach(Progress.note)
        try confirm("Take this time all the same?")
    }

    /// Shows the mails that a change would bring; of the first one every byte.
    func show(_ change: PlannedNotice, to convening: Convening.ID, _ operation: Operation) async throws {
        try show(planned: try await operation.invitations.preview(of: change, to: convening))
    }

    /// The same of a preview that was made elsewhere.
    func show(planned preview: InvitationPreview) throws {
        let mail = preview.recipients.first { !$0.text.isEmpty }.map {
            ["", "As \($0.name) would read it:", "", $0.text]
        }
        try show(
            preview, preview.table + (mail ?? []) + preview.findings + ["", "Nothing was changed: this was a preview."])
    }
}
