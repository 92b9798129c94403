public import Coordination
public import Sealing

extension Store {
    /// Which slots there are, and how far a change of keys has come. It needs no secret.
    public nonisolated func vaultStatus() async throws -> VaultStatus {
        let isLocked = isLocked
        return try await engine.read { connection in
            let records = Records(connection: connection, session: Session(vault: nil))
            let row = try records.vaultRow()
            let generation = try row.integer("generation")
            return VaultStatus(
                store: try row.text("store_id"),
                slots: try records.rows("SELECT id, kind FROM key_slots ORDER BY id").map {
                    VaultStatus.Slot(id: try $0.text("id"), kind: try $0.text("kind"))
                }, generation: generation, outdated: try records.outdated(generation), isLocked: isLocked)
        }
    }

    /// Opens the vault with a secret.
    /// - Throws: `Problem.notAllowed` where no slot is opened by it.
    public func unlock(_ secret: VaultSecret) async throws {
        let slots = try await engine.read { try Records(connection: $0, session: Session(vault: nil)).slots() }
        for slot in slots where slot.kind == secret.kind {
            guard let key = try? slot.open(with: secret) else { continue }
            return try await unlock(key)
        }
        throw slots.isEmpty
            ? Problem(
                .notAllowed, at: "vault", "has no slot left; it was destroyed on purpose",
                remedy: "Restore a backup with the recovery key.")
            : Problem(
                .notAllowed, at: "vault", "is not opened by this \(secret.kind.rawValue)",
                remedy: "See \(.vaultStatus) for the slots there are, and try another secret.")
    }

    /// Opens the vault with its own key, as a session keeps it.
    /// - Throws: `Problem.notAllowed` where it is not, or no longer, the vault's key.
    public func unlock(_ key: VaultKey) async throws {
        let vault = try await engine.read { connection in
            let records = Records(connection: connection, session: Session(vault: nil))
            let row = try records.vaultRow()
            let open = OpenVault(
                store: try row.text("store_id"), generation: try row.integer("generation"), key: key,
                previous: try row.optionalBytes("previous").map { wrapped in
                    do { return try key.unwrapVaultKey(wrapped) } catch { throw Self.notTheKey }
                })
            // The audit's key opens with the vault's key only.
            do {
                _ = try Session(vault: open).key(.audit, connection)
            } catch let problem as Problem where problem.kind == .badData || problem.kind == .tryAgain {
                throw Self.notTheKey
            }
            return open
        }
        try await bringUpToDate(with: vault)
        openVault = vault
    }

    /// Takes the steps of the schema that need an open vault, after a backup. Without a place for that, nothing is changed.
    private func bringUpToDate(with vault: OpenVault) async throws {
        guard !isCurrent, let backups else { return }
        let version = try await Migrator.version(engine)
        guard version < Migration.current else { return }
        try await BackupWriter.keep(engine, version: version, vault: vault, slots: nil, in: backups)
        try await Migrator.migrate(engine, founding: nil, vault: vault)
        try await engine.forgetStatements()
        try await engine.compact()
    }

    private static let notTheKey = Problem(
        .notAllowed, at: "vault", "is not opened by this key", remedy: "Run \(.vaultUnlock) again.")

    /// Forgets the key.
    public nonisolated func lock() { openVault = nil }

    /// The key and the store's name, for the session's key ring.
    /// - Throws: `Problem.locked`.
    public nonisolated func vaultKey() throws -> (key: VaultKey, store: String) {
        guard let vault = openVault else { throw Problem.locked }
        return (vault.key, vault.store)
    }

    /// Adds a key that unlocks it.
    /// - Returns: the new slot's id.
    public func addSlot(_ secret: VaultSecret, cost: Int = KeySlot.scryptCost, by stamp: AuditStamp) async throws
        -> String
    {
        guard let vault = openVault else { throw Problem.locked }
        let key: SlotKey
        do { key = try SlotKey(secret, cost: cost) } catch SealingError.unfit(let why) {
            throw Problem(.usage, why, remedy: "Choose another; several words are easier to keep than signs.")
        }
        return try await write(by: stamp) { records in
            let numbers = try records.slots().compactMap { Int($0.id.drop { !$0.isNumber }) }
            let id = "slot-\((numbers.filter { $0 < 1_000_000 }.max() ?? 0) + 1)"
            try records.insert(try KeySlot(id: id, key: key, vault: vault.key))
            try records.note(.vaultAddSlot, id)
            return id
        }
    }

    /// Whether a slot is opened by a secret.
    public nonisolated func slot(_ id: String, opensWith secret: VaultSecret) async throws -> Bool {
        try await engine.read { connection in
            let slots = try Records(connection: connection, session: Session(vault: nil)).slots()
            return slots.contains { $0.id == id && (try? $0.open(with: secret)) != nil }
        }
    }

    /// Removes a key that unlocks it. The secret may have been seen with an older copy of the store: change the key as well.
    public func removeSlot(_ id: String, by stamp: AuditStamp) async throws {
        try await write(by: stamp) { records in
            _ = try records.session.open()
            let slots = try records.slots()
            guard slots.contains(where: { $0.id == id }) else {
                throw Problem(.missingInput, at: id, "is not a slot", remedy: "See \(.vaultStatus).")
            }
            guard slots.count > 1 else {
                throw Problem(
                    .notAllowed, at: id, "is the only key that unlocks the vault",
                    remedy: "Add another slot first; to destroy the vault on purpose there is \(.vaultPanic).")
            }
            try records.run("DELETE FROM key_slots WHERE id = \(id)")
            try records.note(.vaultRemoveSlot, id)
        }
    }

    /// Destroys the keys that unlock it. It works while locked, and is done before it returns.
    /// - Parameter recovery: whether the printed recovery key is to open nothing either.
    public func panic(sparingRecovery: Bool, by stamp: AuditStamp) async throws {
        let isOpen = !isLocked
        try await engine.write { connection in
            let records = Records(connection: connection, session: Session(vault: nil))
            if sparingRecovery {
                try records.run("DELETE FROM key_slots WHERE kind <> \(VaultSecret.Kind.recovery.rawValue)")
            } else {
                try records.run("DELETE FROM key_slots")
            }
        }
        // The note may fail in a damaged store; the destruction is done.
        if isOpen { try? await write(by: stamp) { try $0.note(.vaultPanic, "vault") } }
        lock()
        try await engine.truncateJournal()
    }
}

extension Records {
    func vaultRow() throws -> Row {
        guard let row = try rows("SELECT * FROM vault").first else {
            throw Problem(
                .badData, at: "store", "has no vault",
                remedy: "Run \(.doctor); restore a backup if it is damaged.")
        }
        return row
    }
}
