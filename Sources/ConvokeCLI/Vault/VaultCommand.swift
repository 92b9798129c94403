internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import CustodyService
internal import Installation

struct VaultCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "vault", abstract: "What protects the records: the keys that unlock it, locking, new keys.",
        subcommands: [Status.self, Unlock.self, Lock.self, AddSlot.self, RemoveSlot.self, Rekey.self, Panic.self])
}

extension VaultCommand {
    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "status", abstract: "Say whether the vault is unlocked, and what unlocks it.")
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let operation = try await options.operation()
            let status = try await operation.vault.status()
            let isKeyInHome = try await operation.vault.isKeyInHome()
            try options.show(status, status.lines(isKeyInHome: isKeyInHome))
        }
    }

    struct Unlock: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "unlock", abstract: "Unlock the vault: by its key file, a passphrase or the recovery key.",
            discussion:
                "After a passphrase or the recovery key the kernel keeps the key for this user for some hours, never on disk."
        )

        @OptionGroup var options: GlobalOptions
        @OptionGroup var secret: SecretOptions
        @Option(help: "For how many hours it stays unlocked, 1 to 168.") var hours = Installation.sessionHours

        func run() async throws {
            let operation = try await options.operation()
            let kinds = Set(try await operation.vault.status().slots.map(\.kind))
            let end = try await operation.vault.unlock(secret.secret(kinds), for: hours)
            try options.show(
                ["until": end?.description],
                [end.map { "The vault is unlocked until \($0)." } ?? "The vault is unlocked by the home's key file."])
        }
    }

    struct Lock: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "lock", abstract: "Lock the vault: nothing can be read, and nothing is sent.")
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let operation = try await options.operation()
            try await operation.vault.lock()
            let isKeyInHome = try await operation.vault.isKeyInHome()
            try options.show(
                ["state": "locked"],
                ["The vault is locked and the outbox is paused. Unlock it with 'convoke vault unlock'."]
                    + (isKeyInHome
                        ? ["Its key file is still in the home folder: anyone who takes the folder can read everything."]
                        : []))
        }
    }

    struct AddSlot: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add-slot",
            abstract: "Add a key that unlocks the vault: a passphrase, a recovery key or a key file.")

        enum Kind: String, ExpressibleByArgument, CaseIterable {
            case passphrase, recovery
            case keyFile = "key-file"
        }

        @OptionGroup var options: GlobalOptions
        @Argument(help: "passphrase, recovery or key-file.") var kind: Kind
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
                    ["slot": slot], ["Added \(slot). Unlock the vault with it: convoke vault unlock --passphrase"])
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

    struct RemoveSlot: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "remove-slot", abstract: "Remove a key that unlocks the vault.",
            discussion:
                "Anyone who knows its secret can still unlock an older copy of the store; 'convoke vault rekey' renews the keys."
        )

        @OptionGroup var options: GlobalOptions
        @Argument(help: "The slot, as 'convoke vault status' names it.") var slot: String

        func run() async throws {
            try options.confirm("Take \(slot) away?")
            try await options.operation().vault.removeSlot(slot)
            try options.show(
                ["removed": slot], ["Removed \(slot). If its secret may have leaked, run 'convoke vault rekey'."])
        }
    }

    struct Rekey: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rekey", abstract: "Give the vault, every record and the search index new keys.",
            discussion:
                "Every key that unlocks it keeps working. If it is stopped, run it again: it continues where it was.")
        @OptionGroup var options: GlobalOptions

        func run() async throws {
            let operation = try await options.operation()
            let bar = Progress(steps: 1)
            try await operation.vault.rekey { bar.show($0, of: $1) }
            bar.finish()
            let generation = try await operation.vault.status().generation
            try options.show(["generation": generation], ["All keys are new (generation \(generation))."])
        }
    }

    struct Panic: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "panic",
            abstract: "Destroy every key that unlocks the vault at once, except the printed recovery key.",
            discussion:
                "Afterwards only the recovery key unlocks the vault. Copies and backups made before can still be unlocked with the old keys."
        )

        @OptionGroup var options: GlobalOptions
        @Flag(help: "Destroy the recovery key, too: only a backup elsewhere can bring the records back.")
        var everything = false

        func run() async throws {
            try options.confirm(
                "Destroy every key that unlocks the vault\(everything ? "" : ", except the recovery key")?")
            try await Installation.panic(
                home: options.place, storeURL: options.store, everything: everything, clock: .machine,
                actor: options.actor())
            try options.show(
                ["state": "destroyed"],
                [
                    everything
                        ? "Every key is destroyed. Only a backup brings the records back."
                        : "Every key but the recovery key, if one was made, is destroyed.",
                    "Backups still open with their secrets, and the folder 'mail' is plain: delete them if you must.",
                ])
        }
    }
}

/// By which secret a vault or a backup is opened.
struct SecretOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A key file; by default the home's own.", valueName: "file")) var keyFile: String?
    @Flag(help: "By passphrase, asked for.") var passphrase = false
    @Option(help: ArgumentHelp("By the passphrase on the first line of a file.", valueName: "file"))
    var passphraseFile: String?
    @Flag(help: "By the printed recovery key, asked for.") var recovery = false
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
