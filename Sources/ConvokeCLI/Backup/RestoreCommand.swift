internal import ArgumentParser
internal import Coordination
internal import CustodyService
internal import Installation

struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup in the place of the store.",
        discussion: """
            A store that is newer than the backup, or another one, is only overwritten with --replace, and is backed up first. \
            Messages that may have been sent since the backup was made are held; see 'convoke outbox release'.
            """)

    @OptionGroup var options: GlobalOptions
    @OptionGroup var secret: SecretOptions

    @Argument(help: "The backup.")
    var file: String

    @Flag(help: "Overwrite a store that is newer, or another.")
    var replace = false

    func run() async throws {
        let report = try await Installation.restoreBackup(
            file, home: options.place, storeURL: options.store, secret: secret.secret(), replacing: replace,
            world: .machine,
            actor: options.actor())
        try options.show(
            report,
            ["Restored \(report.backup.rows.values.reduce(0, +)) rows of \(report.backup.made)."]
                + (report.held > 0
                    ? [
                        "\(report.held) messages are held, because they may have been sent already. Look at them with "
                            + "'convoke outbox list', then let them go with 'convoke outbox release' or give them up with 'drop'."
                    ] : []))
    }
}
