internal import ArgumentParser
internal import Coordination
internal import CustodyService
internal import Installation

struct UnlockCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unlock", abstract: "Open the vault: by its key file, a passphrase or the recovery key.",
        discussion:
            "After a passphrase or the recovery key the kernel keeps the key for this user for some hours, never on disk."
    )

    @OptionGroup var options: GlobalOptions
    @OptionGroup var secret: SecretOptions

    @Option(help: "How long it stays open.")
    var hours = Installation.sessionHours

    func run() async throws {
        let operation = try await options.operation()
        let kinds = Set(try await operation.vault.status().slots.map(\.kind))
        let end = try await operation.vault.unlock(secret.secret(kinds), for: hours)
        try options.show(
            ["until": end?.description],
            [end.map { "The vault is open until \($0)." } ?? "The vault is open, by the home's key file."])
    }
}
