public import Coordination
internal import Foundation
public import Sealing

extension Store {
    /// Writes the whole store, as it stands at one moment, into one sealed file; others go on working meanwhile.
    /// - Throws: `Problem.locked`, `Problem.cannotCreate`.
    public func backUp(to path: String, by who: String, at now: Instant) async throws -> BackupReport {
        guard let vault = openVault else { throw Problem.locked }
        try await write { try $0.note("backup.create", "store", by: who, at: now) }
        return try await BackupWriter.write(
            engine, version: Migration.current, vault: vault, slots: nil, to: path, at: now)
    }

    /// Reads a backup whole into memory: every piece, every row against its digest, every link, and the audit chain.
    public static func verifyBackup(_ path: String, with secret: VaultSecret, at now: Instant) async throws
        -> (report: BackupReport, audit: AuditVerdict?)
    {
        let engine = Engine.sqlite(try SQLiteEngine())
        _ = try await Migrator.version(engine)
        let (header, digests, vault) = try await load(path, secret, into: engine, then: { _ in })
        let report = BackupReport(path: path, header: header, digests: digests, bytes: size(path))
        guard header.schema >= Migration.second.version else { return (report, nil) }
        let verdict = try await engine.read { connection in
            try Records(connection: connection, session: Session(vault: vault)).verifyAudit(against: [], at: now)
        }
        return (report, verdict)
    }

    /// Puts a backup in the place of what the store holds, all in one transaction.
    ///
    /// What waits in the backup's outbox may have been sent since. Where the replaced store knows what became of a message,
    /// that counts; every other one is held until a person says that it may go.
    /// - Parameter replacing: whether a store that is newer, or another, may be overwritten.
    public static func restore(
        _ path: String, with secret: VaultSecret, to url: String, replacing: Bool, by who: String, at now: Instant
    ) async throws -> RestoreReport {
        let header = try BackupReader.header(of: path)
        let (engine, witness) = try await connect(url, create: true)
        let version = try await Migrator.version(engine)
        if !replacing, version > 0 { try await refuseToLose(engine, version, header) }
        let known = version >= Migration.second.version ? try await fates(engine) : [:]
        let source = try await current(path, secret, header)
        let (_, digests, vault) = try await load(source, secret, into: engine) { connection in
            let records = Records(connection: connection, session: Session(vault: nil))
            try records.settle(known)
        }
        if source != path { try? FileManager.default.removeItem(atPath: source) }
        let held = try await engine.write { connection in
            let session = Session(vault: vault)
            let records = Records(connection: connection, session: session)
            try records.note("backup.restore", "store", by: who, at: now)
            try session.flush(connection)
            witness?.forget()
            return try records.heldEnvelopes()
        }
        return RestoreReport(
            backup: BackupReport(path: path, header: header, digests: digests, bytes: size(path)), held: held)
    }

    /// A backup of an older schema, brought to this one: in memory first, then as a file of its own.
    private static func current(_ path: String, _ secret: VaultSecret, _ header: BackupHeader) async throws -> String {
        guard header.schema < Migration.current else { return path }
        let engine = Engine.sqlite(try SQLiteEngine())
        _ = try await Migrator.version(engine)
        let (_, _, vault) = try await load(path, secret, into: engine, then: { _ in })
        guard let slot = header.slots.first else { throw BackupReader.damaged(path) }
        try await Migrator.migrate(engine, founding: Founding(vault: vault, slot: slot))
        let fresh = "\(path).schema-\(Migration.current)"
        _ = try await BackupWriter.write(
            engine, version: Migration.current, vault: vault, slots: nil, to: fresh, at: header.made)
        return fresh
    }

    private static func refuseToLose(_ engine: Engine, _ version: Int, _ header: BackupHeader) async throws {
        let remedy = "Say --replace to overwrite it; a backup of it is kept first where it can be read."
        guard version >= Migration.second.version else {
            throw Problem(.notAllowed, at: "store", "is there already", remedy: remedy)
        }
        let (store, position) = try await engine.read { connection in
            (
                try connection.run("SELECT store_id FROM vault").first?.text("store_id"),
                try connection.run("SELECT position FROM audit_head").first?.integer("position") ?? 0
            )
        }
        guard store == header.store else {
            throw Problem(.notAllowed, at: "store", "is another than the one that was backed up", remedy: remedy)
        }
        guard position <= header.auditPosition else {
            throw Problem(
                .notAllowed, at: "store",
                "is newer than the backup: it has come to entry \(position), the backup ends at \(header.auditPosition)",
                remedy: remedy)
        }
    }

    /// What became of each message, by id.
    private static func fates(_ engine: Engine) async throws -> [String: String] {
        try await engine.read { connection in
            let rows = try connection.run("SELECT id, state FROM envelopes")
            return try Dictionary(uniqueKeysWithValues: rows.map { (try $0.text("id"), try $0.text("state")) })
        }
    }

    /// Loads every row in one transaction and compares the digests before anything else is done to them.
    static func load(
        _ path: String, _ secret: VaultSecret, into engine: Engine,
        then settle: @escaping @Sendable (Connection) throws -> Void
    ) async throws -> (BackupHeader, [String: TableDigest], OpenVault) {
        let key = try vaultKey(of: BackupReader.header(of: path), secret, path)
        return try await load(path, as: key, into: engine, then: settle)
    }

    static func load(
        _ path: String, as key: VaultKey, into engine: Engine,
        then settle: @escaping @Sendable (Connection) throws -> Void
    ) async throws -> (BackupHeader, [String: TableDigest], OpenVault) {
        try await engine.write { connection in
            let reader = try BackupReader(path, key)
            try Migrator.prepare(connection, for: reader.header.schema)
            let allowed = Set(Migration.tables(of: reader.header.schema))
            let expected = try reader.read { table, columns, rows in
                guard allowed.contains(table) else { throw BackupReader.damaged(path) }
                try connection.insert(into: table, columns, rows)
            }
            for table in Migration.tables(of: reader.header.schema) {
                guard try TableDigest.of(table, connection) == expected[table] else { throw BackupReader.damaged(path) }
            }
            try settle(connection)
            return (reader.header, expected, try opened(reader, connection))
        }
    }

    /// The vault as it stood: in the middle of a change of keys it needs the key before, too.
    private static func opened(_ reader: BackupReader, _ connection: Connection) throws -> OpenVault {
        guard reader.header.schema >= Migration.second.version,
            let wrapped = try connection.run("SELECT previous FROM vault").first?.optionalBytes("previous"),
            let previous = try? reader.vault.key.unwrapVaultKey(wrapped)
        else { return reader.vault }
        return OpenVault(
            store: reader.vault.store, generation: reader.vault.generation, key: reader.vault.key, previous: previous)
    }

    private static func vaultKey(of header: BackupHeader, _ secret: VaultSecret, _ path: String) throws -> VaultKey {
        for slot in header.slots where slot.kind == secret.kind {
            if let key = try? slot.open(with: secret) { return key }
        }
        throw Problem(
            .notAllowed, at: path, "is not opened by this \(secret.kind.rawValue)",
            remedy: "Use a secret that opened the vault when the backup was made.")
    }

    static func size(_ path: String) -> Int {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int ?? 0
    }
}
