internal import ArgumentParser

struct VaultCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vault", abstract: "What protects the records: its ways in, locking, new keys.",
        subcommands: [
            VaultStatusCommand.self, UnlockCommand.self, LockCommand.self, AddSlotCommand.self, RemoveSlotCommand.self,
            RekeyCommand.self, PanicCommand.self,
        ])
}
