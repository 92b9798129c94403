internal import ArgumentParser
internal import Coordination
internal import CustodyService

struct AddSlotCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add-slot", abstract: "Add a way into the vault: a passphrase, a recovery key or a key file.")

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case passphrase, recovery
        case keyFile = "key-file"
    }

    @OptionGroup var options: GlobalOptions

    @Argument(help: "passphrase, recovery or key-file.")
    var kind: Kind

    @Option(help: ArgumentHelp("Take the passphrase from the first line of a file.", valueName: "file"))
    var passphraseFile: String?

    @Option(help: ArgumentHelp("Where the key file is written, such as on a stick you carry.", valueName: "file"))
    var file: String?

    func run() async throws {
        let operation = try await options.operation()
        switch kind {
        case .passphrase:
            let slot = try await operation.vault.addPassphrase(Terminal.newPassphrase(passphraseFile))
            try options.show(
                ["slot": slot], ["Added \(slot). Open the vault with it: convoke vault unlock --passphrase"])
        case .recovery:
            let (slot, printed) = try await operation.vault.addRecoveryKey()
            try options.show(
                ["slot": slot, "key": printed],
                [
                    "Added \(slot). Write this key down or print it, and lock it away; it is shown this once:", "",
                    "    \(printed)", "",
                ])
        case .keyFile:
            let (slot, path) = try await operation.vault.addKeyFile(file)
            try options.show(["slot": slot, "file": path], ["Added \(slot): \(path)."])
        }
    }
}
