public import Coordination
public import Sealing
internal import Synchronization

/// Everything Convoke remembers. Work is done in transactions that are kept whole or not at all.
public actor Store {
    let engine: Engine
    /// Whether it had this program's schema when it was opened.
    let isCurrent: Bool
    private let history: SeenHistory
    private let journal: ReadingJournal
    /// The address the store was opened with.
    public nonisolated let url: String
    /// Where a backup is kept before an older store is changed.
    let backups: String?
    private let vault = Mutex<OpenVault?>(nil)

    private init(engine: Engine, isCurrent: Bool, witness: HighWaterMark?, url: String, backups: String?) {
        self.engine = engine
        self.isCurrent = isCurrent
        journal = ReadingJournal { try await engine.append($0) }
        self.backups = backups
        history = SeenHistory(mark: witness, lineage: engine.lineage)
        self.url = url
    }

    /// Opens the store of a URL and brings its schema up to date. Its vault stays locked, unless it is made here.
    /// - Parameters:
    ///   - url: `sqlite:PATH` or `postgres://…`.
    ///   - create: whether a store that is not there is made.
    ///   - founding: gives the secret of the first slot where the store has no vault yet.
    ///   - keeping: the folder that gets a backup before an older store is changed.
    ///   - marks: the folder that remembers how far the history of a store on a server has come.
    public static func open(
        _ url: String, create: Bool = false, founding: (@Sendable () throws -> VaultSecret)? = nil,
        keeping folder: String? = nil, marks: String? = nil
    ) async throws -> Store {
        let engine = try await connect(url, create: create)
        let version = try await Migrator.version(engine)
        guard create || version > 0 else {
            throw Problem(
                .missingInput, at: "store", "is empty, so it is not a store",
                remedy: "Restore a backup, or set up a new installation with \(.initialize).")
        }
        let witness = try await HighWaterMark.of(engine, url, version: version, in: marks)
        // A home that has seen nothing asks every server, once.
        let place = witness.flatMap { $0.known?.server ?? NamedServer.latestPlace(of: url) }
        if let place { try await engine.leave(before: place) }
        let store = Store(
            engine: engine, isCurrent: version == Migration.current, witness: witness, url: url, backups: folder)
        // One that has a vault is brought up to date when that is opened.
        guard version < Migration.second.version else {
            // That a file lost something is told at once, whether or not the vault is open.
            if case .sqlite = engine, version == Migration.current {
                do { try await store.history.compare(engine) } catch let lost as LostHistory {
                    throw store.history.problemOfFile(lost)
                }
            }
            return store
        }
        guard let founding else {
            throw Problem(
                .configuration, at: "store", "was written by an older Convoke (schema \(version))",
                remedy: "Run any command of this one on it, such as \(.vaultStatus); a backup is kept.")
        }
        let founded = try Founding(founding())
        if version > 0, let folder {
            try await BackupWriter.keep(
                engine, version: version, vault: founded.vault, slots: [founded.slot], in: folder)
        }
        // Where another program was quicker, the vault is that one's, and stays locked here.
        if try await Migrator.migrate(engine, founding: founded) {
            store.openVault = founded.vault
            if version > 0 {
                try await engine.forgetStatements()
                try await engine.compact()
            }
        }
        return store
    }

    static func connect(_ url: String, create: Bool) async throws -> Engine {
        if url.hasPrefix("sqlite:"), url.count > 7 {
            return .sqlite(try SQLiteEngine(path: String(url.dropFirst(7)), create: create))
        }
        if url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") {
            return .postgres(try await PostgresEngine(PostgresAddress(parsing: url)))
        }
        throw Problem(
            .usage, "the store's address is not one", remedy: "Give --store sqlite:PATH or --store postgres://….")
    }

    /// What to say of a loss. On a server the outbox is held first, by whichever home sees it first: what waits may have left.
    private nonisolated func told(_ lost: LostHistory, by stamp: AuditStamp) async throws -> Problem {
        if case .sqlite = engine { return history.problemOfFile(lost) }
        guard lost.isNew else {
            history.saw(lost.found)
            return lost.problem(held: nil)
        }
        let vault = try requireOpen()
        let (held, found) = try await engine.write { connection in
            let session = Session(vault: vault, stamp: stamp)
            try session.checkGeneration(connection)
            let held = try lost.hold(Records(connection: connection, session: session))
            try session.flush(connection)
            return (held, try LostHistory.check(against: nil, connection))
        }
        history.saw(found)
        return lost.problem(held: held)
    }

    /// Runs the work in one transaction; if it throws, nothing of it is kept.
    /// - Throws: `Problem.locked` while the vault is not open, as the other two do.
    /// - Parameters:
    ///   - stamp: who acts and when; the audit records both.
    ///   - isOfReadings: whether it keeps only notes of what was read, which do not wait long for a standby.
    public func write<Result: Sendable>(
        by stamp: AuditStamp, isOfReadings: Bool = false, _ work: @escaping @Sendable (Records) throws -> Result
    ) async throws -> Result {
        let vault = try requireOpen(), known = history.seen
        do {
            let (result, position, taken) = try await engine.write(isOfReadings: isOfReadings) { [engine] connection in
                let session = Session(vault: vault, stamp: stamp)
                try session.checkGeneration(connection)
                var position = try LostHistory.check(against: known, connection)
                // First, so that they stand before what follows.
                let taken = try engine.takeReadings(into: session, connection).progress
                let result = try work(Records(connection: connection, session: session))
                try session.flush(connection)
                if let end = session.ledger.written {
                    position?.entry = end.position
                    position?.mac = Digest.hex(end.mac)
                }
                return (result, position, taken)
            }
            history.saw(position)
            if let taken { engine.removeReadings(taken) }
            return result
        } catch let lost as LostHistory {
            throw try await told(lost, by: stamp)
        }
    }

    /// Runs short work beside other writers; what it takes, no other worker takes. What it notes is taken into the audit by the next
    /// change.
    /// - Parameter stamp: the actor and the time, for the audit.
    public func share<Result: Sendable>(
        by stamp: AuditStamp, _ work: @escaping @Sendable (Records) throws -> Result
    ) async throws -> Result {
        // A file has one writer in any case.
        guard engine.isShared else { return try await write(by: stamp, work) }
        let vault = try requireOpen(), known = history.seen
        do {
            let (result, position) = try await engine.share { [engine] connection in
                let session = Session(vault: vault, stamp: stamp, keeping: .beside)
                try session.checkGeneration(connection)
                var position = try LostHistory.check(against: known, connection)
                let result = try work(Records(connection: connection, session: session))
                position?.tried = session.tried
                try engine.keep(try session.sealedReadings(), connection)
                return (result, position)
            }
            history.saw(position)
            return result
        } catch let lost as LostHistory {
            throw try await told(lost, by: stamp)
        }
    }

    /// Runs the work on one consistent state, without waiting for writers. What it notes as read is on the disk before this returns.
    /// - Parameter stamp: the reader and the time, for the audit.
    /// - Throws: `Problem` where what was read cannot be noted at all; then nothing is returned either.
    public nonisolated func read<Result: Sendable>(
        by stamp: AuditStamp, _ work: @escaping @Sendable (Records) throws -> Result
    ) async throws -> Result {
        let vault = try requireOpen()
        do { try await history.compare(engine) } catch let lost as LostHistory { throw try await told(lost, by: stamp) }
        let (result, readings) = try await engine.read { connection in
            let session = Session(vault: vault, stamp: stamp, keeping: .readings)
            return (try work(Records(connection: connection, session: session)), try session.sealedReadings())
        }
        if !readings.isEmpty { try await keep(readings, by: stamp) }
        // Who reads very much takes the notes of it into the audit, too, so that no other has to.
        if readings.count > 500 { try await takeAllReadings(by: stamp) }
        return result
    }

    /// Takes all notes of readings into the audit, in short transactions. While a standby is missing they stay beside the audit.
    public nonisolated func takeAllReadings(by stamp: AuditStamp) async throws {
        let vault = try requireOpen()
        do {
            while true {
                let (isAny, progress) = try await engine.write(isOfReadings: true) { [engine] connection in
                    let session = Session(vault: vault, stamp: stamp)
                    try session.checkGeneration(connection)
                    let taken = try engine.takeReadings(into: session, connection)
                    try session.flush(connection)
                    return taken
                }
                if let progress { engine.removeReadings(progress) }
                if !isAny { return }
            }
        } catch let problem as Problem where problem == PostgresFailure.waitingForStandby {}
    }

    /// Says that what was changed is stored, but not on the standby that has to have it, too; `nil` where all is well. The end of a
    /// piece of work is the place to ask.
    public nonisolated var unconfirmed: Problem? { engine.confirmations?.problem }

    /// The same question for later. It does not keep the store open.
    public nonisolated var asking: @Sendable () -> Problem? {
        { [confirmations = engine.confirmations] in confirmations?.problem }
    }

    /// Keeps the notes beside the store. If that fails, for example because the disk is full, it writes them to the audit directly.
    private nonisolated func keep(_ readings: [SealedReading], by stamp: AuditStamp) async throws {
        do {
            try await journal.append(readings)
        } catch {
            try await write(by: stamp) {
                try $0.session.takeReadings(readings, damaged: 0, $0.connection)
            }
        }
    }

    /// As the other, for what names nobody.
    public nonisolated func read<Result: Sendable>(
        _ work: @escaping @Sendable (Records) throws -> Result
    ) async throws -> Result {
        let vault = try requireOpen()
        return try await engine.read { try work(Records(connection: $0, session: Session(vault: vault))) }
    }

    /// The engine's name and version, once it has looked through its file; and what a server says of itself.
    public nonisolated func check() async throws -> (version: String, server: ServerState?) {
        (try await engine.check(), try await engine.serverState())
    }

    /// Looks whether there is room for long work before any of it is written: what fills a disk cannot be taken away again on it.
    /// - Throws: `Problem.unavailable`.
    public nonisolated func checkRoom(for bytes: Int) throws {
        if engine.lacksRoom(for: bytes) { throw Problem.diskIsFull }
    }

    /// Returns when someone stored an envelope, or after the time.
    public nonisolated func waitForWork(atMost limit: Duration) async throws {
        try await engine.waitForWork(atMost: limit)
    }

    /// Gives back what was erased, so that it does not linger in free pages or the journal.
    public nonisolated func compact() async throws { try await engine.compact() }

    public nonisolated var isLocked: Bool { openVault == nil }

    private nonisolated func requireOpen() throws -> OpenVault {
        guard let vault = openVault else { throw Problem.locked }
        return vault
    }

    nonisolated var openVault: OpenVault? {
        get { vault.withLock { $0 } }
        set { vault.withLock { $0 = newValue } }
    }
}
