internal import ArgumentParser
internal import Coordination
internal import CustodyService
internal import Installation

struct VerifyBackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Read a backup whole, in memory: every row, every link, the audit chain.")

    @OptionGroup var options: GlobalOptions
    @OptionGroup var secret: SecretOptions

    @Argument(help: "The backup.")
    var file: String

    func run() async throws {
        let verdict = try await Installation.verifyBackup(
            file, home: options.place, secret: secret.secret(), world: .machine)
        let rows = verdict.backup.rows.values.reduce(0, +)
        try options.show(
            verdict,
            [
                "\(file) is whole: schema \(verdict.backup.schema), made \(verdict.backup.made), \(rows) rows, "
                    + "\(verdict.audit.map { "\($0.entries)" } ?? "no") audit entries."
            ])
        if let broken = verdict.audit?.broken {
            throw Problem(
                .badData, at: "audit, entry \(broken.position)", broken.why,
                remedy: "The backup is as it was written, but the store's audit was broken before it was made.")
        }
    }
}
