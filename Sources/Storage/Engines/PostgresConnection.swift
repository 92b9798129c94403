internal import CPostgres
internal import Coordination

/// One connection to PostgreSQL. It is not shared: its lane uses it from one queue.
final class PostgresConnection {
    private let handle: OpaquePointer
    private var prepared: [String: String] = [:]
    /// Whether the tables have changed since statements were prepared, so that these do not hold any more.
    private var isOutdated = false

    /// - Throws: `Problem.unavailable` or `Problem.configuration`.
    init(_ address: PostgresAddress) throws {
        guard let handle = PQconnectdb(address.conninfo) else {
            throw Problem(.unavailable, at: "store", "cannot be reached: out of memory", remedy: "Try again.")
        }
        guard PQstatus(handle) == CONNECTION_OK else {
            let problem = PostgresProblem.connecting(String(cString: PQerrorMessage(handle)), address)
            PQfinish(handle)
            throw problem
        }
        self.handle = handle
        convoke_silence(handle)
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
    }

    deinit { PQfinish(handle) }

    var isAlive: Bool { PQstatus(handle) == CONNECTION_OK }

    /// The socket, for waiting on notifications.
    var socket: Int32 { PQsocket(handle) }

    /// Takes in what has arrived, and says whether a notification was among it.
    func takeNotifications() -> Bool {
        PQconsumeInput(handle)
        var any = false
        while let note = PQnotifies(handle) {
            PQfreemem(note)
            any = true
        }
        return any
    }

    /// Runs statements without parameters or rows.
    func execute(_ sql: String) throws {
        let result = PQexec(handle, sql)
        defer { PQclear(result) }
        try check(result)
    }

    /// Forgets statements that were prepared for tables as they were before. Not within a transaction that has failed.
    func forgetOutdated() throws {
        guard isOutdated else { return }
        try execute("DEALLOCATE ALL")
        prepared.removeAll()
        isOutdated = false
    }

    /// Runs one statement; it is prepared the first time.
    func run(_ query: Query) throws -> [Row] {
        let name = try prepare(query)
        let parameters = Parameters(query.values)
        let result = parameters.withPointers { values, lengths, formats in
            PQexecPrepared(handle, name, Int32(query.values.count), values, lengths, formats, 1)
        }
        defer { PQclear(result) }
        try check(result)
        return try Self.rows(result)
    }

    private func prepare(_ query: Query) throws -> String {
        // NULL says nothing of its type, so the same text with other nulls is another statement.
        let types = query.values.map(Self.type)
        let key = query.sql + types.map { "/\($0)" }.joined()
        if let name = prepared[key] { return name }
        if prepared.count >= 200 {
            try execute("DEALLOCATE ALL")
            prepared.removeAll()
        }
        let name = "s\(prepared.count)"
        let result = PQprepare(handle, name, query.sql, Int32(types.count), types)
        defer { PQclear(result) }
        try check(result)
        prepared[key] = name
        return name
    }

    private func check(_ result: OpaquePointer?) throws {
        switch PQresultStatus(result) {
        case PGRES_COMMAND_OK, PGRES_TUPLES_OK: return
        default:
            let state = convoke_sqlstate(result).map { String(cString: $0) }
            if state == PostgresFailure.outdatedStatement { isOutdated = true }
            throw PostgresFailure(state: state, isConnectionLost: PQstatus(handle) != CONNECTION_OK)
        }
    }

    /// The object ids of `int8`, `text` and `bytea` in every PostgreSQL.
    private static func type(_ value: Value) -> Oid {
        switch value {
        case .null: 0
        case .integer: 20
        case .text: 25
        case .blob: 17
        }
    }

    private static func rows(_ result: OpaquePointer?) throws -> [Row] {
        let width = PQnfields(result)
        let columns = Row.Columns((0..<width).map { String(cString: PQfname(result, $0)) })
        let types = (0..<width).map { PQftype(result, $0) }
        return try (0..<PQntuples(result)).map { line in
            Row(
                columns: columns,
                values: try (0..<width).map { column in
                    guard PQgetisnull(result, line, column) == 0, let start = PQgetvalue(result, line, column) else {
                        return .null
                    }
                    let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, line, column)))
                    return try value(bytes, type: types[Int(column)])
                })
        }
    }

    /// A value in PostgreSQL's binary form: numbers have the most significant byte first.
    private static func value(_ bytes: UnsafeRawBufferPointer, type: Oid) throws -> Value {
        switch type {
        case 20, 21, 23:
            let negative = (bytes.first ?? 0) & 0x80 != 0
            return .integer(bytes.reduce(negative ? -1 : 0) { $0 << 8 | Int64($1) })
        case 16: return .integer(bytes.first == 0 ? 0 : 1)
        case 17: return .blob(Array(bytes))
        case 18, 19, 25, 1042, 1043: return .text(String(decoding: bytes, as: UTF8.self))
        default:
            throw Problem(
                .badData, at: "store", "answered with a type that it should not have (\(type))",
                remedy: "Check that no other program has changed the tables.")
        }
    }
}

/// The values of a statement as libpq takes them: text, but bytes and numbers in binary form.
private struct Parameters {
    private let bytes: [[UInt8]?]
    private let formats: [Int32]

    init(_ values: [Value]) {
        bytes = values.map { value in
            switch value {
            case .null: nil
            case .integer(let number): withUnsafeBytes(of: number.bigEndian) { Array($0) }
            case .text(let text): Array(text.utf8) + [0]
            case .blob(let bytes): bytes
            }
        }
        formats = values.map { value in
            switch value {
            case .null, .text: 0
            case .integer, .blob: 1
            }
        }
    }

    func withPointers<Result>(
        _ body: (UnsafePointer<UnsafePointer<CChar>?>, UnsafePointer<Int32>, UnsafePointer<Int32>) -> Result
    ) -> Result {
        // One block for all, so that no pointer outlives what it points to.
        var block: [UInt8] = [], starts: [Int?] = []
        for value in bytes {
            starts.append(value == nil ? nil : block.count)
            block += value ?? []
        }
        block.append(0)
        return block.withUnsafeBytes { raw in
            let base = raw.baseAddress
            let pointers = starts.map { start in
                start.flatMap { base?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
            }
            return pointers.withUnsafeBufferPointer { values in
                bytes.map { Int32($0?.count ?? 0) }.withUnsafeBufferPointer { lengths in
                    formats.withUnsafeBufferPointer { formats in
                        let one: Int32 = 0
                        return withUnsafePointer(to: one) { spare in
                            let none: UnsafePointer<CChar>? = nil
                            return withUnsafePointer(to: none) { nothing in
                                body(
                                    values.baseAddress ?? nothing, lengths.baseAddress ?? spare,
                                    formats.baseAddress ?? spare)
                            }
                        }
                    }
                }
            }
        }
    }
}
