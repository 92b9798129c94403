public import Coordination
internal import Foundation
public import Installation
internal import Sealing
internal import Storage

extension VaultKeys {
    /// Which ways into the vault there are, and whether it is open here.
    public func status() async throws -> VaultStatus { try await operation.store.vaultStatus() }

    /// Whether the home's own file opens the vault, so that whoever has the folder has everything.
    public func isKeyInHome() async throws -> Bool {
        guard let secret = try? KeyFile.read(operation.home.keyFile) else { return false }
        return try await operation.store.vaultStatus().slots.contains { $0.kind == secret.kind.rawValue }
    }

    /// Opens the vault and, where a person had to give a secret, keeps it open for a time.
    /// - Returns: until when it stays open; `nil` where a key file opens it at any time.
    public func unlock(_ given: UnlockSecret, for hours: Int = Installation.sessionHours) async throws -> Instant? {
        guard (1...168).contains(hours) else {
            throw Problem(.usage, "a vault stays open for 1 to 168 hours", remedy: "Give another --hours.")
        }
        try await operation.store.unlock(Installation.secret(given, operation.home))
        try operation.home.setLocked(false)
        try await operation.change { try $0.note(.vaultUnlock, "vault") }
        if case .keyFile(nil) = given { return nil }
        let (key, name) = try operation.store.vaultKey()
        do {
            try SessionKeys(vault: name).keep(key, seconds: UInt32(hours * 3600))
        } catch let error as SessionKeys.Unavailable {
            throw Problem(
                .unavailable, at: "vault", "is open, but this kernel keeps no session key (error \(error.code))",
                remedy:
                    "Write the passphrase into a file of yours (mode 0600) and set CONVOKE_PASSPHRASE_FILE to its path."
            )
        }
        return operation.now.adding(.seconds(hours * 3600))
    }

    /// Closes the vault for every program of this home and pauses the outbox.
    public func lock() async throws {
        // Closing comes first: a note that cannot be written must not keep the vault open.
        try operation.home.setLocked(true)
        SessionKeys(vault: try await operation.store.vaultStatus().store).forget()
        defer { operation.store.lock() }
        if !operation.store.isLocked { try await operation.change { try $0.note(.vaultLock, "vault") } }
    }

    /// Adds a passphrase as a key that unlocks the vault.
    public func addPassphrase(_ passphrase: String) async throws -> String {
        try await operation.store.addSlot(.passphrase(passphrase), by: operation.stamp)
    }

    /// Adds a key file as a key that unlocks the vault, and writes it.
    /// - Throws: `Problem.cannotCreate` where there is a file already.
    public func addKeyFile(_ path: String?) async throws -> (slot: String, path: String) {
        let path = path ?? operation.home.keyFile
        guard try KeyFile.read(path) == nil else {
            throw Problem(.cannotCreate, at: path, "is there already", remedy: "Name another file with --file.")
        }
        _ = try operation.store.vaultKey()
        let secret = try KeyFile.make(path)
        return (try await operation.store.addSlot(secret, by: operation.stamp), path)
    }

    /// Adds a recovery key as a key that unlocks the vault. It is shown this once.
    public func addRecoveryKey() async throws -> (slot: String, printed: String) {
        let key = RecoveryKey()
        return (try await operation.store.addSlot(.recovery(key), by: operation.stamp), key.printed)
    }

    /// Removes a key that unlocks it; the home's key file goes with its slot.
    public func removeSlot(_ id: String) async throws {
        // The file belongs to the home's own store; another may be named on the command line.
        let opens = try await opensWithKeyFile(id)
        let isOwn = opens && operation.store.url == operation.home.storeURL
        try await operation.store.removeSlot(id, by: operation.stamp)
        if isOwn { KeyFile.destroy(operation.home.keyFile) }
    }

    private func opensWithKeyFile(_ id: String) async throws -> Bool {
        guard let secret = try? KeyFile.read(operation.home.keyFile) else { return false }
        return try await operation.store.slot(id, opensWith: secret)
    }

    /// Gives the vault and every record a new key; it goes on where a stopped run left off.
    public func rekey(progress: @Sendable (Int, Int) -> Void = { _, _ in }) async throws {
        try await operation.store.rekey(by: operation.stamp, progress: progress)
        let (key, name) = try operation.store.vaultKey()
        let session = SessionKeys(vault: name)
        if session.key() != nil { try? session.keep(key, seconds: UInt32(Installation.sessionHours * 3600)) }
    }
}
