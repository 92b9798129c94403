internal import ArgumentParser
internal import CustodyService
internal import Installation

/// By which secret a vault or a backup is opened.
struct SecretOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A key file; by default the home's own.", valueName: "file"))
    var keyFile: String?

    @Flag(help: "By passphrase, asked for.")
    var passphrase = false

    @Option(help: ArgumentHelp("By the passphrase on the first line of a file.", valueName: "file"))
    var passphraseFile: String?

    @Flag(help: "By the printed recovery key, asked for.")
    var recovery = false

    @Option(help: ArgumentHelp("By the recovery key on the first line of a file.", valueName: "file"))
    var recoveryFile: String?

    /// - Parameter kinds: what opens the vault, where that is known.
    func secret(_ kinds: Set<String> = []) throws -> UnlockSecret {
        if let recoveryFile { return .recovery(try Installation.passphrase(in: recoveryFile)) }
        if recovery { return .recovery(try Terminal.secret("Recovery key")) }
        if passphrase || passphraseFile != nil { return .passphrase(try Terminal.passphrase(passphraseFile)) }
        if keyFile == nil, !kinds.isEmpty, !kinds.contains("key-file"), kinds.contains("passphrase") {
            return .passphrase(try Terminal.passphrase(nil))
        }
        return .keyFile(keyFile)
    }
}
