internal import Coordination

/// PostgreSQL by libpq: one connection for writing, several for reading, one for notes of readings, one that listens.
///
/// As long as one thing is asked for at a time, as commands do, the first does it all: each connection costs the server a process.
struct PostgresEngine: Sendable {
    private static let channel = "convoke_outbox"
    private static let repeats = 8
    /// How long a COMMIT waits for the standby that has to have it, too.
    static let commitLimit = Duration.seconds(10)
    /// The same for notes of what was read, and where it was waited for in vain before.
    private static let readingLimit = Duration.seconds(1), retryLimit = Duration.milliseconds(200)

    /// How a transaction begins and ends: everything is said for it alone, so that a pooler may give its session to others afterwards.
    private enum Kind {
        /// Queues for the one place of a writer. LOCK TABLE takes no snapshot, so that all that was written before is seen.
        case write
        /// The same for work that may pause longer between two statements.
        case maintain
        /// The same for what was read: who reads does not wait for a standby.
        case chain
        /// Beside other writers.
        case share
        /// Beside other writers, of what was read.
        case note
        case read

        var begin: String {
            let turn = "; LOCK TABLE writer_turn IN EXCLUSIVE MODE"
            // A client that was stopped does not hold up the others for longer.
            func limits(_ idle: String) -> String {
                "; SET LOCAL lock_timeout = '10s'; SET LOCAL idle_in_transaction_session_timeout = '\(idle)'"
            }
            return switch self {
            case .write, .chain: "BEGIN ISOLATION LEVEL REPEATABLE READ" + limits("5s") + turn
            case .maintain: "BEGIN ISOLATION LEVEL REPEATABLE READ" + limits("10min") + turn
            case .share, .note: "BEGIN ISOLATION LEVEL READ COMMITTED" + limits("5s")
            case .read: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" + limits("10min")
            }
        }

        /// Whether it keeps nothing but notes of what was read.
        var isOfReadings: Bool {
            switch self {
            case .chain, .note: true
            case .write, .maintain, .share, .read: false
            }
        }
    }

    private let writer: PostgresExecutor
    private let readers: PostgresPool
    private let listener: PostgresExecutor
    /// Only for notes of readings, which must not wait for a writer or a long read.
    private let journal: PostgresExecutor
    let lineage: ServerLineage
    private let crowd = PostgresCrowd()
    let confirmations = Confirmations()

    init(_ address: PostgresAddress) async throws {
        lineage = address.lineage
        writer = PostgresExecutor(address, "writer")
        readers = PostgresPool(address)
        journal = PostgresExecutor(address, "journal")
        listener = PostgresExecutor(address, "listener")
        _ = try await writer.use { $0.isAlive }
    }

    /// One writer at a time, as with SQLite, in the order in which they came.
    ///
    /// SERIALIZABLE would add nothing to that, and the server refuses such transactions for what others do in other databases.
    /// - Parameter isOfReadings: whether it keeps nothing but notes of what was read.
    func write<Result: Sendable>(
        isOfReadings: Bool = false, _ work: @escaping @Sendable (Connection) throws -> Result
    ) async throws -> Result {
        try await crowd.counting { _ in
            try await writer.use { try transaction($0, isOfReadings ? .chain : .write, work) }
        }
    }

    /// As `write`, for what takes its time between two statements.
    func maintain<Result: Sendable>(_ work: @escaping @Sendable (Connection) throws -> Result) async throws -> Result {
        try await crowd.counting { _ in try await writer.use { try transaction($0, .maintain, work) } }
    }

    /// Beside other writers: only for statements that take single rows with SKIP LOCKED or by their key.
    func share<Result: Sendable>(_ work: @escaping @Sendable (Connection) throws -> Result) async throws -> Result {
        try await crowd.counting { _ in try await writer.use { try transaction($0, .share, work) } }
    }

    func read<Result: Sendable>(_ work: @escaping @Sendable (Connection) throws -> Result) async throws -> Result {
        try await crowd.counting { isAlone in
            guard isAlone else { return try await readers.use { try transaction($0, .read, work) } }
            return try await writer.use { try transaction($0, .read, work) }
        }
    }

    /// One statement, one wait for the server's disk. Where no standby answers, who reads does not wait for it: the note is on the primary.
    func append(_ readings: [SealedReading]) async throws {
        try await crowd.counting { isAlone in
            try await (isAlone ? writer : journal).use { try transaction($0, .note) { try keep(readings, $0) } }
        }
    }

    func keep(_ notes: [SealedReading], _ connection: Connection) throws {
        try connection.insert(into: "readings", ["id", "entry"], notes.map { [.text($0.id), .blob($0.entry)] })
    }

    /// Takes what waits in the table, in the same transaction.
    /// - Returns: whether there was any.
    func takeReadings(into session: Session, _ connection: Connection) throws -> Bool {
        let rows = try connection.run("SELECT id, entry FROM readings ORDER BY id LIMIT 200")
        guard !rows.isEmpty else { return false }
        let readings = try rows.map { SealedReading(id: try $0.text("id"), entry: try $0.bytes("entry")) }
        try session.takeReadings(readings, damaged: 0, connection)
        _ = try connection.run("DELETE FROM readings WHERE id IN (\(list: readings.map(\.id)))")
        return true
    }

    func check() async throws -> String {
        try await read { connection in
            let version = try connection.run("SELECT current_setting('server_version') AS version").first?.text(
                "version")
            return "PostgreSQL \(version ?? "?")"
        }
    }

    /// Goes to no server that was left behind by one that stood there: the next one of the address is taken. Asked while the store is
    /// being opened, when there is one connection only.
    func leave(before place: ServerLineage.Place) async throws {
        guard let here = lineage.seen, here.isBehind(place) else { return }
        lineage.isLeftBehind(place)
        await writer.close()
        _ = try await writer.use { $0.isAlive }
    }

    func state() async throws -> ServerState? { try await writer.use { try ServerState.read($0) } }

    func compact() async throws {
        try await writer.use { try $0.execute("VACUUM") }
    }

    /// Wakes on the notification that comes with each commit that stored an envelope. Behind a pooler none comes, so it is looked
    /// for after a second.
    func waitForWork(atMost limit: Duration) async throws {
        let socket: Int32? = try await listener.use { connection in
            if connection.isPooled { return nil }
            try connection.execute("LISTEN \(Self.channel)")
            return connection.takeNotifications() ? -1 : connection.socket
        }
        guard let socket else { return try await Task.sleep(for: min(limit, .seconds(1))) }
        guard socket >= 0 else { return }
        await SocketWait.readable(socket, atMost: limit)
        _ = try await listener.use { $0.takeNotifications() }
    }

    /// Runs the work, again where the server asks for it. The work changes nothing but the database, so it can be repeated.
    private func transaction<Result>(
        _ connection: PostgresConnection, _ kind: Kind, _ work: (Connection) throws -> Result
    ) throws -> Result {
        var left = Self.repeats
        while true {
            do {
                return try once(connection, kind, work)
            } catch let failure as PostgresFailure {
                left -= 1
                guard failure.isWorthRepeating, left > 0 else { throw failure }
            }
        }
    }

    private func once<Result>(
        _ connection: PostgresConnection, _ kind: Kind, _ work: (Connection) throws -> Result
    ) throws -> Result {
        try connection.forgetOutdated()
        try Self.begin(kind, on: connection)
        let result: Result, mark: CommitMark?
        do {
            result = try work(
                Connection(
                    dialect: .postgres, run: { try connection.run($0) },
                    repeated: { text, rows in
                        for values in rows { _ = try connection.run(Query(text: text, values: values)) }
                    }))
            mark = kind == .read ? nil : try CommitMark.left(on: connection)
            // Whoever has the writer's place meets no other that does it.
            if let mark, kind == .write, mark.token.first == 0 { try CommitMark.sweep(connection) }
        } catch {
            try? connection.execute("ROLLBACK")
            throw error
        }
        guard kind != .read else {
            try connection.endReading()
            return result
        }
        do {
            let number = confirmations.begin()
            let limit = kind.isOfReadings ? Self.readingLimit : Self.commitLimit
            let isConfirmed = try connection.commit(within: confirmations.isStandbyMissing ? Self.retryLimit : limit)
            if mark != nil, isConfirmed || !kind.isOfReadings { confirmations.end(number, isConfirmed: isConfirmed) }
        } catch let failure as PostgresFailure where failure.isConnectionLost {
            guard let mark else { throw failure }
            throw LostCommit(mark: mark, result: result, confirmations: confirmations)
        }
        return result
    }

    private static func begin(_ kind: Kind, on connection: PostgresConnection) throws {
        var isPrepared = false
        while true {
            do {
                return try connection.execute(kind.begin)
            } catch let failure as PostgresFailure {
                try? connection.execute("ROLLBACK")
                switch failure.state {
                case PostgresFailure.undefinedTable where !isPrepared:
                    try prepare(connection)
                    isPrepared = true
                case PostgresFailure.lockNotAvailable where try isWaitingForStandby(connection):
                    throw PostgresFailure.waitingForStandby
                default: throw failure
                }
            }
        }
    }

    /// Makes the tables that the engine keeps for itself. Two that do it at once are told that a name is taken.
    private static func prepare(_ connection: PostgresConnection) throws {
        for attempt in 0..<3 {
            do {
                for table in CommitMark.tables { try connection.execute(table) }
                return
            } catch let failure as PostgresFailure where failure.isNameTaken && attempt < 2 {
                continue
            }
        }
    }

    private static func isWaitingForStandby(_ connection: PostgresConnection) throws -> Bool {
        try !connection.run(
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'SyncRep' LIMIT 1"
        ).isEmpty
    }
}
