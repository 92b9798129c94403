internal import Coordination
internal import Sealing

/// The vault while it is open.
struct OpenVault: Sendable {
    /// Which store it belongs to; opaque.
    let store: String
    let generation: Int
    let key: VaultKey
    /// The key before this one, while a change of keys is under way.
    let previous: VaultKey?

    func key(of generation: Int) throws -> VaultKey {
        if generation == self.generation { return key }
        if generation == self.generation - 1, let previous { return previous }
        throw Problem.keyChanged
    }
}

extension Problem {
    static let locked = Problem(.notAllowed, "the vault is locked", remedy: "Unlock it with \(.vaultUnlock).")

    static let keyChanged = Problem(
        .tryAgain, at: "store", "was given a new key by another program meanwhile", remedy: "Run the command again.")

    static let storeIsBusy = Problem(
        .tryAgain, at: "store", "is being written by another program", remedy: "Try again in a moment.")

    static let storeIsReadOnly = Problem(
        .cannotCreate, at: "store", "cannot be written",
        remedy: "Check that the home folder exists and may be written to, or choose another with --home.")

    static let diskIsFull = Problem(
        .unavailable, at: "store", "could not be written: the disk is full or failing",
        remedy: "Make room and try again; nothing of this command was kept.")

    /// Bytes that do not open: altered, moved, or never ours.
    static func altered(_ place: String) -> Problem {
        Problem(
            .badData, at: "store, \(place)", "does not open: it was altered or damaged",
            remedy: "Run \(.doctor) and \(.auditVerify); restore a backup if the store is damaged.")
    }

    /// A record whose key was destroyed.
    static func erased(_ id: KeyID) -> Problem {
        Problem(
            .missingInput, at: id.id, "was erased; its key is destroyed", remedy: "There is nothing left to show of it."
        )
    }
}
