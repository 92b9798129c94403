internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import CustodyService
internal import Installation

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Sealed copies of the whole store, and the way back.",
        subcommands: [Create.self, Verify.self, Restore.self])
}

struct StoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Where the records are kept.", subcommands: [Copy.self])
}

extension BackupCommand {
    struct Create: ServiceCommand {
        static let configuration = CommandConfiguration(
            commandName: "create", abstract: "Write the whole store into one sealed file, while others go on working.",
            discussion:
                "It is opened by what opens the vault now. settings.yaml and a key file are not in it: keep them as well."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The file; by default a new one in the home's folder 'backups'.") var file: String?

        func call(_ operation: Operation) async throws -> BackupReport { try await operation.backups.create(file) }
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "verify", abstract: "Read a backup whole, in memory: every row, every link, the audit chain.")
        @OptionGroup var options: GlobalOptions
        @OptionGroup var secret: SecretOptions
        @Argument(help: "The backup.") var file: String

        func run() async throws {
            let verdict = try await Installation.verifyBackup(
                file, home: options.place, secret: secret.secret(), clock: .machine)
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

    struct Restore: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "restore", abstract: "Put a backup in the place of the store.",
            discussion: """
                A store that is newer than the backup, or another one, is only overwritten with --replace, and is backed up first. \
                Messages that may have been sent since the backup was made are held; see 'convoke outbox release'.
                """)
        @OptionGroup var options: GlobalOptions
        @OptionGroup var secret: SecretOptions
        @Argument(help: "The backup.") var file: String
        @Flag(help: "Overwrite a store that is newer, or another.") var replace = false

        func run() async throws {
            let report = try await Installation.restoreBackup(
                file, home: options.place, storeURL: options.store, secret: secret.secret(), replacing: replace,
                clock: .machine,
                actor: options.actor())
            try options.show(report)
        }
    }
}

extension StoreCommand {
    struct Copy: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "copy", abstract: "Move everything to another store and compare it row by row.",
            discussion: """
                From and to are sqlite:PATH or postgres://user@host/database. The old store is closed, since two that send would send \
                twice. Name the new one as 'store' in settings.yaml afterwards.
                """)
        @OptionGroup var options: GlobalOptions
        @Argument(help: "The store there is.") var from: String
        @Argument(help: "An empty database or a file that is not there.") var to: String

        func run() async throws {
            var source = options
            source.store = from
            let report = try await source.operation().backups.copyStore(to: to)
            let rows = report.rows.values.reduce(0, +)
            try options.show(
                report,
                [
                    "Moved \(rows) rows in \(report.rows.count) tables; each was compared. The old store is closed.",
                    "Now name the new one as 'store' in \(options.place.settings).",
                ])
        }
    }
}
