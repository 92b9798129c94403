public import Coordination
internal import Foundation
public import Sealing

extension Store {
    /// Writes the whole store, as it stands at one moment, into one sealed file; others go on working meanwhile.
    /// - Throws: `Problem.locked`, `Problem.cannotCreate`.
    public func backUp(to path: String, by stamp: AuditStamp) async throws -> BackupReport {
        guard let vault = openVault else { throw Problem.locked }
        do {
            try await write(by: stamp, isOfReadings: true) { try $0.note(.backupCreate, "store") }
        } catch let problem as Problem where problem == PostgresFailure.waitingForStandby {
            // Just then a backup is wanted most: the note is kept on the primary beside the audit.
            try await read(by: stamp) { try $0.note(.backupCreate, "store") }
        }
        return try await BackupWriter.write(
            engine, version: Migration.current, vault: vault, slots: nil, to: path, at: stamp.at)
    }

    /// Reads a backup whole into memory: every piece, every row against its digest, every link, and the audit chain.
    public static func verifyBackup(_ path: String, with secret: VaultSecret, at now: Instant) async throws
        -> (report: BackupReport, audit: AuditVerdict?)
    {
        let engine = Engine.sqlite(try SQLiteEngine())
        _ = try await Migrator.version(engine)
        let (header, digests, vault) = try await load(path, secret, into: engine)
        let report = BackupReport(path: path, header: header, digests: digests, bytes: size(path))
        guard header.schema >= Migration.second.version else { return (report, nil) }
        let verdict = try await engine.read { connection in
            try Records(connection: connection, session: Session(vault: vault)).audit.verify(against: [], at: now)
        }
        return (report, verdict)
    }

    /// Puts a backup in the place of what the store holds, all in one transaction.
    ///
    /// What waits in the backup's outbox may have been sent since. Where the replaced store knows what became of a message,
    /// that counts; every other one is held until a person says that it may go.
    /// - Parameter replacing: whether a store that is newer, or another, may be overwritten.
    public static func restore(
        _ path: String, with secret: VaultSecret, to url: String, marks: String? = nil, replacing: Bool,
        by stamp: AuditStamp
    ) async throws -> RestoreReport {
        let header = try BackupReader.header(of: path)
        // A backup that does not open is found before anything is touched.
        _ = try vaultKey(of: header, secret, path)
        let engine = try await connect(url, create: true)
        _ = try await Migrator.version(engine)
        let source = try await current(path, secret, header)
        defer { if source != path { try? FileManager.default.removeItem(atPath: source) } }
        let replaced = Replaced(header: header, mayLose: replacing, now: stamp.at)
        let (_, digests, end) = try await load(
            source, as: vaultKey(of: BackupReader.header(of: source), secret, source), into: engine,
            readsBack: !url.hasPrefix("sqlite:"),
            before: { try replaced.knowledge($0) },
            then: { connection, vault, known in
                try replaced.checkHistory(known, connection)
                let session = Session(vault: vault, stamp: stamp)
                let records = Records(connection: connection, session: session)
                try records.outbox.settle(known.fates)
                // A feed that was revoked since the backup must not come back, and the backup cannot tell which.
                try records.calendars.revokeFeeds(at: stamp.at)
                try records.subjects.erase(known: known.erased.map { Identifier(trusted: $0) }, at: stamp.at)
                // Homes that saw more of the old history are told, and hold nothing once more.
                let name = LostHistory.newName()
                try records.run("UPDATE vault SET moved_at = NULL, moved_to = NULL, history = \(name)")
                try records.note(.backupRestore, "store")
                try session.flush(connection)
                return (
                    held: try records.outbox.heldEnvelopes(), position: try LostHistory.check(against: nil, connection)
                )
            })
        if let position = end.position { try await HighWaterMark.of(engine, url, in: marks)?.note(position) }
        engine.forgetReadings()
        if let problem = engine.confirmations?.problem { throw problem }
        return RestoreReport(
            backup: BackupReport(path: path, header: header, digests: digests, bytes: size(path)), held: end.held)
    }

    /// A backup of an older schema, brought to this one: in memory first, then as a file of its own.
    private static func current(_ path: String, _ secret: VaultSecret, _ header: BackupHeader) async throws -> String {
        guard header.schema < Migration.current else { return path }
        let engine = Engine.sqlite(try SQLiteEngine())
        _ = try await Migrator.version(engine)
        let (_, _, vault) = try await load(path, secret, into: engine)
        guard let slot = header.slots.first else { throw BackupReader.damaged(path) }
        try await Migrator.migrate(engine, founding: Founding(vault: vault, slot: slot))
        let fresh = "\(path).schema-\(Migration.current)"
        _ = try await BackupWriter.write(
            engine, version: Migration.current, vault: vault, slots: nil, to: fresh, at: header.made)
        return fresh
    }

    /// Loads every row in one transaction, and finds whether they are those that the backup counted before anything else is done to them.
    /// - Parameters:
    ///   - readsBack: whether each row is read again and compared, and not only counted: another engine stores it in its own way.
    ///   - before: looks at what is there, and may refuse.
    ///   - settle: ends the same transaction.
    static func load<Known: Sendable, End: Sendable>(
        _ path: String, as key: VaultKey, into engine: Engine, readsBack: Bool = false,
        before: @escaping @Sendable (Connection) throws -> Known,
        then settle: @escaping @Sendable (Connection, OpenVault, Known) throws -> End
    ) async throws -> (BackupHeader, [String: TableDigest], End) {
        try await engine.maintain { connection in
            let known = try before(connection)
            let reader = try BackupReader(path, key)
            try Migrator.prepare(connection, for: reader.header.schema)
            let allowed = Set(Migration.tables(of: reader.header.schema))
            let expected = try reader.read { table, columns, rows in
                guard allowed.contains(table) else { throw BackupReader.damaged(path) }
                try connection.insert(into: table, columns, rows)
            }
            for table in Migration.tables(of: reader.header.schema) {
                let isWhole =
                    readsBack
                    ? try TableDigest.of(table, connection) == expected[table]
                    : try connection.run("SELECT COUNT(*) AS count FROM \(raw: table)").first?.integer("count")
                        == expected[table]?.count
                guard isWhole else { throw BackupReader.damaged(path) }
            }
            return (reader.header, expected, try settle(connection, opened(reader, connection), known))
        }
    }

    /// Into memory, to look through it.
    private static func load(_ path: String, _ secret: VaultSecret, into engine: Engine) async throws -> (
        BackupHeader, [String: TableDigest], OpenVault
    ) {
        let key = try vaultKey(of: BackupReader.header(of: path), secret, path)
        return try await load(path, as: key, into: engine, before: { _ in }, then: { _, vault, _ in vault })
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
