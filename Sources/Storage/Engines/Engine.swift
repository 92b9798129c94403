/// The databases that a store can stand on; each case is one file or folder beside this one.
enum Engine: Sendable {
    case sqlite(SQLiteEngine)
    case postgres(PostgresEngine)

    /// Runs the work in one transaction that is undone if it throws. No other writer is let in meanwhile.
    /// - Parameter isOfReadings: whether it keeps nothing but notes of what was read.
    func write<Result: Sendable>(
        isOfReadings: Bool = false, _ work: @escaping @Sendable (Connection) throws -> Result
    ) async throws -> Result {
        switch self {
        case .sqlite(let engine): try await engine.write(work)
        case .postgres(let engine): try await engine.write(isOfReadings: isOfReadings, work)
        }
    }

    /// As `write`, for what replaces or changes the whole store: it may hold up the others for as long as it takes.
    func maintain<Result: Sendable>(_ work: @escaping @Sendable (Connection) throws -> Result) async throws -> Result {
        switch self {
        case .sqlite(let engine): try await engine.write(work)
        case .postgres(let engine): try await engine.maintain(work)
        }
    }

    /// Runs short work in a transaction beside other writers; rows are taken with `Dialect.skippingLocked`.
    func share<Result: Sendable>(_ work: @escaping @Sendable (Connection) throws -> Result) async throws -> Result {
        switch self {
        case .sqlite(let engine): try await engine.write(work)
        case .postgres(let engine): try await engine.share(work)
        }
    }

    /// Runs the work on one consistent state; it does not wait for writers.
    func read<Result: Sendable>(_ work: @escaping @Sendable (Connection) throws -> Result) async throws -> Result {
        switch self {
        case .sqlite(let engine): try await engine.read(work)
        case .postgres(let engine): try await engine.read(work)
        }
    }

    /// After the tables have changed. PostgreSQL says by itself where a prepared statement does not hold any more.
    func forgetStatements() async throws {
        if case .sqlite(let engine) = self { try await engine.forgetStatements() }
    }

    /// Keeps notes of readings until the next writer takes them.
    func append(_ readings: [SealedReading]) async throws {
        switch self {
        case .sqlite(let engine): try await engine.append(readings)
        case .postgres(let engine): try await engine.append(readings)
        }
    }

    /// The succession of the servers; `nil` for a file.
    var lineage: ServerLineage? {
        if case .postgres(let engine) = self { engine.lineage } else { nil }
    }

    /// Goes to no server that was left behind by one that stood there.
    func leave(before place: ServerLineage.Place) async throws {
        if case .postgres(let engine) = self { try await engine.leave(before: place) }
    }

    /// Whether the standby has what was stored; `nil` for a file.
    var confirmations: Confirmations? {
        if case .postgres(let engine) = self { engine.confirmations } else { nil }
    }

    /// Whether workers write beside other writers.
    var isShared: Bool {
        if case .postgres = self { true } else { false }
    }

    /// Keeps notes within a worker's transaction.
    func keep(_ notes: [SealedReading], _ connection: Connection) throws {
        if case .postgres(let engine) = self { try engine.keep(notes, connection) }
    }

    /// Takes the notes of readings into the audit, within a writer's transaction.
    /// A part of them where there are many.
    /// - Returns: whether any was taken, and how far that has come in the file beside a SQLite store.
    func takeReadings(
        into session: Session, _ connection: Connection
    ) throws -> (isAny: Bool, progress: ReadingFile.Progress?) {
        switch self {
        case .sqlite(let engine):
            let progress = try engine.takeReadings(into: session, connection)
            return (progress != nil, progress)
        case .postgres(let engine): return (try engine.takeReadings(into: session, connection), nil)
        }
    }

    /// After the commit that took them.
    func removeReadings(_ taken: ReadingFile.Progress) {
        if case .sqlite(let engine) = self { engine.readings?.removeIfTaken(taken) }
    }

    /// The store was replaced on purpose: what waits beside it was read in another.
    func forgetReadings() {
        if case .sqlite(let engine) = self { engine.readings?.forget() }
    }

    /// What the engine says of itself, and whether its file is whole.
    func check() async throws -> String {
        switch self {
        case .sqlite(let engine): try await engine.check()
        case .postgres(let engine): try await engine.check()
        }
    }

    /// Whether so much can certainly not be stored.
    func lacksRoom(for bytes: Int) -> Bool {
        if case .sqlite(let engine) = self { engine.lacksRoom(for: bytes) } else { false }
    }

    /// What a server says of itself; `nil` for a file.
    func serverState() async throws -> ServerState? {
        if case .postgres(let engine) = self { try await engine.state() } else { nil }
    }

    /// Returns when someone stored work, or after the time at the latest.
    func waitForWork(atMost limit: Duration) async throws {
        switch self {
        case .sqlite(let engine): try await engine.waitForWork(atMost: limit)
        case .postgres(let engine): try await engine.waitForWork(atMost: limit)
        }
    }

    /// Gives back what was erased, so that it does not linger in free pages or the journal.
    func compact() async throws {
        switch self {
        case .sqlite(let engine): try await engine.compact()
        case .postgres(let engine): try await engine.compact()
        }
    }

    /// Takes what was erased out of the journal, at once.
    func truncateJournal() async throws {
        switch self {
        case .sqlite(let engine): try await engine.truncateJournal()
        // The server's own journal is its operator's.
        case .postgres: break
        }
    }
}
