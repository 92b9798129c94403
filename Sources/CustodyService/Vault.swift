public import Coordination
internal import Foundation
public import Installation
internal import Sealing
internal import Storage

extension Operation {
    /// Which ways into the vault there are, and whether it is open here.
    public func vaultStatus() async throws -> VaultStatus { try await store.vaultStatus() }

    /// Whether the home's own file opens the vault, so that whoever has the folder has everything.
    public func isKeyInHome() async throws -> Bool {
        guard let secret = try? KeyFile.read(home.keyFile) else { return false }
        return try await store.vaultStatus().slots.contains { $0.kind == secret.kind.rawValue }
    }

    /// Opens the vault and, where a person had to give a secret, keeps it open for a time.
    /// - Returns: until when it stays open; `nil` where a key file opens it at any time.
    public func unlockVault(_ given: UnlockSecret, for hours: Int = Installation.sessionHours) async throws -> Instant?
    {
        guard (1...168).contains(hours) else {
            throw Problem(.usage, "a vault stays open for 1 to 168 hours", remedy: "Give another --hours.")
        }
        try await store.unlock(Installation.secret(given, home))
        try home.setLocked(false)
        try await change { try $0.note(.vaultUnlock, "vault") }
        if case .keyFile(nil) = given { return nil }
        let (key, name) = try store.vaultKey()
        do {
            try SessionKeys(vault: name).keep(key, seconds: UInt32(hours * 3600))
        } catch let error as SessionKeys.Unavailable {
            throw Problem(
                .unavailable, at: "vault", "is open, but this kernel keeps no session key (error \(error.code))",
                remedy:
                    "Write the passphrase into a file of yours (mode 0600) and set CONVOKE_PASSPHRASE_FILE to its path."
            )
        }
        return now.adding(.seconds(hours * 3600))
    }

    /// Closes the vault for every program of this home and pauses the outbox.
    public func lockVault() async throws {
        // Closing comes first: a note that cannot be written must not keep the vault open.
        try home.setLocked(true)
        SessionKeys(vault: try await store.vaultStatus().store).forget()
        defer { store.lock() }
        if !store.isLocked { try await change { try $0.note(.vaultLock, "vault") } }
    }

    /// Adds a passphrase as a way in.
    public func addPassphrase(_ passphrase: String) async throws -> String {
        try await store.addSlot(.passphrase(passphrase), by: stamp)
    }

    /// Adds a key file as a way in, and writes it.
    /// - Throws: `Problem.cannotCreate` where there is a file already.
    public func addKeyFile(_ path: String?) async throws -> (slot: String, path: String) {
        let path = path ?? home.keyFile
        guard try KeyFile.read(path) == nil else {
            throw Problem(.cannotCreate, at: path, "is there already", remedy: "Name another file with --file.")
        }
        _ = try store.vaultKey()
        let secret = try KeyFile.make(path)
        return (try await store.addSlot(secret, by: stamp), path)
    }

    /// Adds a recovery key as a way in. It is shown this once.
    public func addRecoveryKey() async throws -> (slot: String, printed: String) {
        let key = RecoveryKey()
        return (try await store.addSlot(.recovery(key), by: stamp), key.printed)
    }

    /// Takes a way in away; the home's key file goes with its slot.
    public func removeSlot(_ id: String) async throws {
        // The file belongs to the home's own store; another may be named on the command line.
        let opens = try await opensWithKeyFile(id)
        let isOwn = opens && store.url == home.storeURL
        try await store.removeSlot(id, by: stamp)
        if isOwn { KeyFile.destroy(home.keyFile) }
    }

    private func opensWithKeyFile(_ id: String) async throws -> Bool {
        guard let secret = try? KeyFile.read(home.keyFile) else { return false }
        return try await store.slot(id, opensWith: secret)
    }

    /// Gives the vault and every record a new key; it goes on where a stopped run left off.
    public func rekeyVault(progress: @Sendable (Int, Int) -> Void = { _, _ in }) async throws {
        try await store.rekey(by: stamp, progress: progress)
        let (key, name) = try store.vaultKey()
        let session = SessionKeys(vault: name)
        if session.key() != nil { try? session.keep(key, seconds: UInt32(Installation.sessionHours * 3600)) }
    }
}
