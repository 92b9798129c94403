internal import Coordination
internal import Foundation
internal import GRDB

/// SQLite by GRDB: one writer, many readers.
struct SQLiteEngine: Sendable {
    /// How long one who wants to write waits for another program to end its transaction. An import of a hundred thousand
    /// people holds the file for longer than SQLite's usual few seconds, and SQLite gives no turn to who waited longest.
    private static let patience = Duration.seconds(60)

    private let pool: any DatabaseWriter
    /// `nil` for a store in memory, as the next.
    let readings: ReadingFile?
    private let queue: WriterQueue?

    /// - Parameter create: whether a file that is not there is made.
    /// - Throws: `Problem.cannotCreate` where the file cannot be made or written, `Problem.missingInput` where it is not
    ///   there, `Problem.badData` where it is no store.
    init(path: String, create: Bool) throws {
        let size = (try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int
        guard create || (size ?? 0) > 0 else {
            throw Problem(
                size == nil ? .missingInput : .badData, at: path,
                size == nil ? "does not exist" : "is empty, so it is not a store",
                remedy: "Restore a backup, or set up a new installation with \(.initialize).")
        }
        do {
            pool = try Self.openPool(path)
            readings = ReadingFile(path: "\(path)-readings")
            queue = WriterQueue(path: "\(path)-queue")
        } catch let error as DatabaseError {
            throw Self.problem(error)
        } catch {
            throw Problem(
                .cannotCreate, at: path, "cannot be opened as a store",
                remedy: "Check that the folder exists and may be written to.")
        }
    }

    /// A store in memory alone, for looking through a backup.
    init() throws {
        pool = try DatabaseQueue(configuration: Self.configuration)
        readings = nil
        queue = nil
    }

    /// SQLite does not wait where two programs turn WAL on at once, so it is tried again for as long as it would wait elsewhere.
    private static func openPool(_ path: String) throws -> DatabasePool {
        let end = ContinuousClock.now + patience
        while true {
            do {
                let pool = try DatabasePool(path: path, configuration: configuration)
                // GRDB sets NORMAL when it turns WAL on, which can lose the last commits in a power cut.
                try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
                return pool
            } catch let error as DatabaseError
                where [.SQLITE_BUSY, .SQLITE_LOCKED].contains(error.resultCode) && ContinuousClock.now < end
            {
                usleep(20_000)
            }
        }
    }

    private static var configuration: Configuration {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(TimeInterval(patience.components.seconds))
        configuration.publicStatementArguments = false
        configuration.prepareDatabase { database in
            // Long work changes the same pages many times; four times as much of it is gathered in the journal before they are copied back.
            try database.execute(
                sql: "PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF;"
                    + "PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 4000")
        }
        return configuration
    }

    func write<Result: Sendable>(_ work: @escaping @Sendable (Connection) throws -> Result) async throws -> Result {
        do {
            return try await pool.writeWithoutTransaction { [queue] database in
                guard let queue else { return try Self.transaction(database, work) }
                return try queue.inTurn(within: Self.patience) { try Self.transaction(database, work) }
            }
        } catch let error as DatabaseError {
            throw Self.problem(error)
        }
    }

    private static func transaction<Result>(
        _ database: Database, _ work: (Connection) throws -> Result
    ) throws -> Result {
        try database.beginTransaction(.immediate)
        do {
            let result = try work(connection(database))
            try database.commit()
            return result
        } catch {
            try? database.rollback()
            throw error
        }
    }

    func read<Result: Sendable>(_ work: @escaping @Sendable (Connection) throws -> Result) async throws -> Result {
        do {
            return try await pool.read { try work(Self.connection($0)) }
        } catch let error as DatabaseError {
            throw Self.problem(error)
        }
    }

    /// By what the system says of the disk.
    func lacksRoom(for bytes: Int) -> Bool {
        var disk = statvfs()
        guard let queue, statvfs((queue.path as NSString).deletingLastPathComponent, &disk) == 0 else { return false }
        return Int(disk.f_bavail) * Int(disk.f_frsize) < bytes
    }

    func append(_ readings: [SealedReading]) async throws { try await self.readings?.append(readings) }

    /// Takes what waits in the file, and remembers how far in the same transaction.
    func takeReadings(into session: Session, _ connection: Connection) throws -> ReadingFile.Progress? {
        guard let readings, readings.isThere else { return nil }
        let row = try connection.run("SELECT name, bytes FROM readings_taken").first
        let taken = try row.map { ReadingFile.Progress(name: try $0.text("name"), bytes: try $0.integer("bytes")) }
        guard let pending = readings.pending(after: taken) else { return nil }
        try session.takeReadings(pending.readings, damaged: pending.damaged, connection)
        let progress = pending.progress
        _ = try connection.run("DELETE FROM readings_taken")
        _ = try connection.run(
            "INSERT INTO readings_taken (id, name, bytes) VALUES (1, \(progress.name), \(progress.bytes))")
        return progress
    }

    /// Forgets statements that were prepared for tables as they were before: their columns would be read by the old names.
    func forgetStatements() async throws {
        do {
            try await pool.writeWithoutTransaction { $0.clearSchemaCache() }
            (pool as? DatabasePool)?.invalidateReadOnlyConnections()
        } catch let error as DatabaseError {
            throw Self.problem(error)
        }
    }

    /// Looks ten times a second whether another connection has committed something.
    func waitForWork(atMost limit: Duration) async throws {
        let end = ContinuousClock.now + limit
        let before = try await version()
        while ContinuousClock.now < end {
            try await Task.sleep(for: .milliseconds(100))
            if try await version() != before { return }
        }
    }

    private func version() async throws -> Int {
        do {
            return try await pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
        } catch let error as DatabaseError {
            throw Self.problem(error)
        }
    }

    func compact() async throws {
        do {
            try await pool.writeWithoutTransaction { try $0.execute(sql: "VACUUM") }
        } catch let error as DatabaseError {
            throw Self.problem(error)
        }
        try await truncateJournal()
    }

    func truncateJournal() async throws {
        guard let pool = pool as? DatabasePool else { return }
        do {
            try await pool.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
        } catch let error as DatabaseError {
            throw Self.problem(error)
        }
    }

    func check() async throws -> String {
        try await read { connection in
            let verdict = try connection.run("PRAGMA quick_check").first?.text("quick_check") ?? "no answer"
            guard verdict == "ok" else {
                throw Problem(
                    .badData, at: "store", "is damaged", remedy: "Keep the file as it is and restore a backup.")
            }
            let version = try connection.run("SELECT sqlite_version() AS version").first?.text("version") ?? "?"
            return "SQLite \(version)"
        }
    }

    private static func connection(_ database: Database) -> Connection {
        Connection(
            dialect: .sqlite,
            run: { query in
                let statement = try database.cachedStatement(sql: query.sql)
                // SQLite numbers $1, $2, … in the order in which they first stand in the text, as a Query does.
                statement.setUncheckedArguments(StatementArguments(query.values.map(databaseValue)))
                let cursor = try GRDB.Row.fetchCursor(statement)
                var rows: [Row] = []
                var columns: Row.Columns?
                while let row = try cursor.next() {
                    let names = columns ?? Row.Columns(Array(row.columnNames))
                    columns = names
                    rows.append(Row(columns: names, values: row.databaseValues.map(value)))
                }
                return rows
            },
            repeated: { text, rows in
                var insertion = try SQLiteInsertion(text, database)
                for values in rows { try insertion.run(values) }
            })
    }

    private static func databaseValue(_ value: Value) -> DatabaseValue {
        switch value {
        case .null: .null
        case .integer(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .blob(let bytes): Data(bytes).databaseValue
        }
    }

    private static func value(_ value: DatabaseValue) -> Value {
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): Int64(exactly: number).map { .integer($0) } ?? .null
        case .string(let text): .text(text)
        case .blob(let data): .blob(Array(data))
        }
    }

    /// Never the statement's arguments: they hold what people told us.
    private static func problem(_ error: DatabaseError) -> Problem {
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            .storeIsBusy
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            .storeIsReadOnly
        case .SQLITE_FULL, .SQLITE_IOERR:
            .diskIsFull
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            Problem(
                .badData, at: "store", "is damaged or not a Convoke store",
                remedy: "Keep the file as it is and restore a backup.")
        case .SQLITE_CONSTRAINT:
            Problem(
                .notAllowed, at: "store", "refused a change that would break a link or repeat an id",
                remedy: "Look at the things named in the command with their 'show' commands.")
        default:
            Problem(
                .unavailable, at: "store", "failed with SQLite code \(error.resultCode.rawValue)",
                remedy: "Run \(.doctor).")
        }
    }
}
