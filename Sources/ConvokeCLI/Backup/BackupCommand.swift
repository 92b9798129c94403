internal import ArgumentParser

struct BackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Sealed copies of the whole store, and the way back.",
        subcommands: [CreateBackupCommand.self, VerifyBackupCommand.self, RestoreCommand.self])
}

struct StoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "store", abstract: "Where the records are kept.", subcommands: [CopyStoreCommand.self])
}
