internal import Coordination

/// PostgreSQL by libpq: one lane for writing, several for reading, one for notes of readings, one that listens.
struct PostgresEngine: Sendable {
    /// The advisory lock that every writer takes before its transaction begins, so that the audit chain has one end.
    /// The letters of "convoke", as a number.
    private static let writerLock: Int64 = 0x63_6F6E_766F_6B65
    private static let channel = "convoke_outbox"
    private static let repeats = 8

    private let writer: PostgresExecutor
    private let readers: PostgresPool
    private let listener: PostgresExecutor
    /// Only for notes of readings, which must not wait for a writer or a long read.
    private let journal: PostgresExecutor

    init(_ address: PostgresAddress) async throws {
        writer = PostgresExecutor(address, "writer")
        readers = PostgresPool(address)
        journal = PostgresExecutor(address, "journal")
        listener = PostgresExecutor(address, "listener")
        _ = try await writer.use { $0.isAlive }
    }

    /// One writer at a time, as with SQLite. The snapshot is taken once the lock is held, so it holds all that was written before.
    ///
    /// SERIALIZABLE would add nothing to that, and the server refuses such transactions for what others do in other databases.
    func write<Result: Sendable>(_ work: @escaping @Sendable (Connection) throws -> Result) async throws -> Result {
        try await writer.use { connection in
            try connection.execute("SELECT pg_advisory_lock(\(Self.writerLock))")
            defer { try? connection.execute("SELECT pg_advisory_unlock(\(Self.writerLock))") }
            return try Self.transaction(connection, "BEGIN ISOLATION LEVEL REPEATABLE READ", work)
        }
    }

    /// Beside other writers: only for statements that take single rows with SKIP LOCKED.
    func share<Result: Sendable>(_ work: @escaping @Sendable (Connection) throws -> Result) async throws -> Result {
        try await writer.use { try Self.transaction($0, "BEGIN ISOLATION LEVEL READ COMMITTED", work) }
    }

    func read<Result: Sendable>(_ work: @escaping @Sendable (Connection) throws -> Result) async throws -> Result {
        try await readers.use {
            try Self.transaction($0, "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", work)
        }
    }

    /// One statement, one wait for the server's disk.
    func append(_ readings: [SealedReading]) async throws {
        try await journal.use { connection in
            try Self.transaction(connection, "BEGIN ISOLATION LEVEL READ COMMITTED") { connection in
                try connection.insert(
                    into: "readings", ["id", "entry"], readings.map { [.text($0.id), .blob($0.entry)] })
            }
        }
    }

    /// Takes what waits in the table, in the same transaction.
    func takeReadings(into session: Session, _ connection: Connection) throws {
        let rows = try connection.run("SELECT id, entry FROM readings ORDER BY id")
        guard !rows.isEmpty else { return }
        let readings = try rows.map { SealedReading(id: try $0.text("id"), entry: try $0.bytes("entry")) }
        try session.takeReadings(readings, damaged: 0, connection)
        _ = try connection.run("DELETE FROM readings WHERE id IN (\(list: readings.map(\.id)))")
    }

    func check() async throws -> String {
        try await read { connection in
            let version = try connection.run("SELECT current_setting('server_version') AS version").first?.text(
                "version")
            return "PostgreSQL \(version ?? "?")"
        }
    }

    func compact() async throws {
        try await writer.use { try $0.execute("VACUUM") }
    }

    /// Wakes on the notification that comes with each commit that stored an envelope.
    func waitForWork(atMost limit: Duration) async throws {
        let socket = try await listener.use { connection in
            try connection.execute("LISTEN \(Self.channel)")
            return connection.takeNotifications() ? -1 : connection.socket
        }
        guard socket >= 0 else { return }
        await SocketWait.readable(socket, atMost: limit)
        _ = try await listener.use { $0.takeNotifications() }
    }

    /// Runs the work, again where the server asks for it. The work changes nothing but the database, so it can be repeated.
    private static func transaction<Result>(
        _ connection: PostgresConnection, _ begin: String, _ work: (Connection) throws -> Result
    ) throws -> Result {
        var left = repeats
        while true {
            do {
                return try once(connection, begin, work)
            } catch let failure as PostgresFailure {
                left -= 1
                guard failure.isWorthRepeating, left > 0 else { throw failure }
            }
        }
    }

    private static func once<Result>(
        _ connection: PostgresConnection, _ begin: String, _ work: (Connection) throws -> Result
    ) throws -> Result {
        try connection.forgetOutdated()
        try connection.execute(begin)
        let result: Result, number: Int?
        do {
            result = try work(
                Connection(
                    dialect: .postgres, run: { try connection.run($0) },
                    repeated: { text, rows in
                        for values in rows { _ = try connection.run(Query(text: text, values: values)) }
                    }))
            // Only a transaction that wrote something has a number; with it a lost COMMIT can be looked up.
            number = try connection.run("SELECT CAST(CAST(pg_current_xact_id_if_assigned() AS TEXT) AS BIGINT) AS xid")
                .first?.optionalInteger("xid")
        } catch {
            try? connection.execute("ROLLBACK")
            throw error
        }
        do {
            try connection.execute("COMMIT")
        } catch let failure as PostgresFailure where failure.isConnectionLost {
            guard let number else { throw failure }
            throw LostCommit(number: number, result: result)
        }
        return result
    }
}

/// A COMMIT that was sent, but whose answer did not come. Whether it counted is asked of the server on a new connection.
struct LostCommit<Result>: Error, @unchecked Sendable {
    // The result was made on the lane's queue and is only handed on there.
    let number: Int
    let result: Result
}
