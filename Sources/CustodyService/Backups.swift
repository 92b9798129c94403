public import Coordination
internal import Foundation
public import Installation
internal import Sealing
internal import Storage

/// What reading a backup through found.
public struct BackupVerdict: View {
    public let backup: BackupReport
    /// `nil` for a store of the first schema, which had no chain.
    public let audit: AuditVerdict?
}

extension Operation {
    /// Copies of the store.
    public var backups: Backups { Backups(operation: self) }
}

/// Copies of the store.
public struct Backups: Sendable {
    let operation: Operation

    /// Writes a sealed backup and reads it back before it counts.
    /// - Parameter path: a file; by default one with today's date among the home's backups.
    public func create(_ path: String?) async throws -> BackupReport {
        let target = path ?? operation.home.newBackup(Installation.fileStamp(operation.now))
        try operation.home.checkOutput(target)
        if path == nil { try operation.home.createBackups() }
        return try await operation.store.backUp(to: target, by: operation.stamp)
    }

    /// Moves the whole store to another place; see `Store.move`.
    public func copyStore(to url: String) async throws -> CopyReport {
        try operation.home.createBackups()
        let file = "\(operation.home.backups)/moving-\(Installation.fileStamp(operation.now)).convoke"
        return try await operation.store.move(
            to: url, through: file, marks: operation.home.path, by: operation.stamp)
    }
}

extension Installation {
    /// Reads a backup whole, in memory, and checks every row, every link and the audit chain. It needs no installation.
    public static func verifyBackup(_ path: String, home: Home, secret: UnlockSecret, clock: Clock) async throws
        -> BackupVerdict
    {
        let (report, audit) = try await Store.verifyBackup(path, with: Self.secret(secret, home), at: clock.now())
        return BackupVerdict(backup: report, audit: audit)
    }

    /// Puts a backup in the place of the store of a home.
    ///
    /// A store that would be overwritten is backed up first; one that is damaged is put aside.
    public static func restoreBackup(
        _ path: String, home: Home, storeURL: String?, secret: UnlockSecret, replacing: Bool, clock: Clock,
        actor: ActorName
    ) async throws -> RestoreReport {
        guard home.exists else {
            throw Problem(
                .configuration, at: home.path, "is not set up",
                remedy: "Run \(.initialize) first, then restore with --replace.")
        }
        let settings = try Settings.read(home.settings)
        let url = try self.storeURL(storeURL, settings, home)
        let key = try self.secret(secret, home)
        if replacing {
            try await keep(url, home: home, clock: clock, actor: actor) {
                // A backup that does not open is found before anything is moved.
                _ = try await Store.verifyBackup(path, with: key, at: clock.now())
            }
        }
        let report = try await Store.restore(
            path, with: key, to: url, marks: home.path, replacing: replacing, by: AuditStamp(actor, at: clock.now()))
        try home.setLocked(false)
        // The home opens the restored store with the key file that the backup was opened with.
        if case .keyFile(let bytes) = key, case .keyFile(let named) = secret, let file = named, file != home.keyFile {
            if FileManager.default.fileExists(atPath: home.keyFile) {
                try FileManager.default.moveItem(
                    atPath: home.keyFile, toPath: "\(home.keyFile).before-\(fileStamp(clock.now()))")
            }
            try Home.write(bytes, to: home.keyFile)
        }
        return report
    }

    /// Backs up what would be overwritten; a SQLite file that cannot be read is put aside as it is.
    /// - Parameter check: done before one is put aside, and may throw; what is backed up is replaced in one transaction.
    private static func keep(
        _ url: String, home: Home, clock: Clock, actor: ActorName, check: () async throws -> Void
    ) async throws {
        let moment = fileStamp(clock.now())
        let store: Store
        do {
            store = try await Store.open(url, keeping: home.backups)
        } catch let problem as Problem where problem.kind == .missingInput {
            return
        } catch let problem as Problem where problem.kind == .badData && url.hasPrefix("sqlite:") {
            try await check()
            let file = String(url.dropFirst(7))
            for ending in ["", "-wal", "-shm", "-head", "-readings", "-queue"]
            where FileManager.default.fileExists(atPath: file + ending) {
                try FileManager.default.moveItem(atPath: file + ending, toPath: "\(file).damaged-\(moment)\(ending)")
            }
            return
        }
        // After a panic there is no way in, and nothing that a backup could keep.
        if try await store.vaultStatus().slots.isEmpty { return }
        try await unlockQuietly(store, home)
        guard !store.isLocked else {
            throw Problem(
                .notAllowed, at: "store", "is locked, so that it cannot be backed up before it is overwritten",
                remedy: "Unlock it with \(.vaultUnlock); or restore to another place, named with --store.")
        }
        try home.createBackups()
        _ = try await store.backUp(
            to: home.newBackup("before-restore-\(moment)"), by: AuditStamp(actor, at: clock.now()))
    }

    /// A moment as part of a file's name.
    fileprivate static func fileStamp(_ now: Instant) -> String { now.description.filter { $0.isNumber || $0 == "T" } }
}

extension Home {
    /// The path of a backup that does not replace another.
    func newBackup(_ name: String) -> String {
        var path = "\(backups)/\(name).convoke", number = 1
        while FileManager.default.fileExists(atPath: path) {
            number += 1
            path = "\(backups)/\(name)-\(number).convoke"
        }
        return path
    }

    /// Makes the folder of the backups.
    func createBackups() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: backups, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Problem(.cannotCreate, at: backups, "cannot be made", remedy: "Correct the permissions of the home.")
        }
    }
}
