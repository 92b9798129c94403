internal import CPostgres
internal import Coordination
internal import Dispatch
internal import Foundation

/// One connection to PostgreSQL. It is not shared: its executor uses it from one queue.
///
/// Nothing in it blocks for good: every wait ends with the server's answer, the end of the connection, an interruption or a limit.
final class PostgresConnection {
    private let handle: OpaquePointer
    private let notices = ServerNotices()
    private var prepared: [String: String] = [:]
    /// What came once. Most do in a command, and preparing is a way of its own to the server and back.
    private var once: Set<String> = []
    /// Whether the tables have changed since statements were prepared, so that these do not hold any more.
    private var isOutdated = false
    private var isGivenUp = false
    /// Whether the end of a transaction that only read was not answered yet.
    private var isEnding = false
    /// Whether a pooler stands between, so that nothing of the session is this connection's own. So it is taken to be until it is known.
    private(set) var isPooled = true
    /// Where the server stood when the connection was made; `nil` where it does not take changes, or does not say so.
    private(set) var place: ServerLineage.Place?
    /// Ends the waits of the work under way.
    var interruption: Interruption?

    /// How long an answer is waited for after the statement was cancelled.
    private static let patienceAfterCancel = Duration.seconds(2)

    /// Connects to the first server of the address that takes changes.
    /// - Throws: `Problem.unavailable`, `Problem.configuration`, `Problem.missingInput`: the most telling refusal of all servers.
    static func open(_ address: PostgresAddress, _ interruption: Interruption) throws -> PostgresConnection {
        var refusals: [PostgresRefusal] = []
        for host in address.hosts {
            do {
                let connection = try PostgresConnection(host.conninfo, within: address.connectTimeout, interruption)
                guard !address.lineage.isLeftBehind(connection.place) else {
                    throw Refused(why: .leftBehind)
                }
                return connection
            } catch let refusal as Refused {
                refusals.append(refusal.why)
            }
        }
        throw (refusals.min() ?? .unreachable).problem(at: address.place)
    }

    /// Connects to one server, whether it takes changes or not.
    /// - Throws: as the other.
    static func open(only host: PostgresAddress.Host, of address: PostgresAddress) throws -> PostgresConnection {
        do {
            return try PostgresConnection(host.anyConninfo, within: address.connectTimeout, Interruption())
        } catch let refusal as Refused {
            throw refusal.why.problem(at: host.name)
        }
    }

    private struct Refused: Error { let why: PostgresRefusal }

    private init(_ conninfo: String, within limit: Duration, _ interruption: Interruption) throws {
        guard let handle = PQconnectStart(conninfo) else { throw Refused(why: .unreachable) }
        self.handle = handle
        self.interruption = interruption
        convoke_explain(handle)
        PQsetNoticeReceiver(
            handle, { box, result in ServerNotices.take(box, result) }, Unmanaged.passUnretained(notices).toOpaque())
        let end = ContinuousClock.now + limit
        var state = PGRES_POLLING_WRITING
        while state != PGRES_POLLING_OK {
            guard state != PGRES_POLLING_FAILED, PQstatus(handle) != CONNECTION_BAD else {
                throw Refused(why: PostgresRefusal(String(cString: PQerrorMessage(handle))))
            }
            guard ContinuousClock.now < end else { throw Refused(why: .unreachable) }
            try interruption.check()
            guard waits(for: state == PGRES_POLLING_READING ? POLLIN : POLLOUT) else { continue }
            state = PQconnectPoll(handle)
        }
        convoke_silence(handle)
        do { try introduce() } catch let failure as PostgresFailure {
            throw Refused(
                why: failure.isConnectionLost ? .unreachable : PostgresRefusal("FATAL:  \(failure.state ?? ""):"))
        }
    }

    deinit { PQfinish(handle) }

    /// Asks who answers: whether that is the process that the connection was made to, and where the server stands. A pooler gives a
    /// number of its own.
    private func introduce() throws {
        let own = Int(PQbackendPID(handle))
        let process: Query = "CAST(pg_backend_pid() AS BIGINT) AS pid"
        do {
            let row = try run("SELECT \(process), \(ServerLineage.columns)").first
            place = try row.flatMap(ServerLineage.Place.init)
            isPooled = try row?.integer("pid") != own
        } catch let failure as PostgresFailure where !failure.isConnectionLost {
            // Some providers' servers do not say where they stand.
            isPooled = try run("SELECT \(process)").first?.integer("pid") != own
        }
    }

    var isAlive: Bool { !isGivenUp && PQstatus(handle) == CONNECTION_OK }

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
        try takeEnd()
        guard PQsendQuery(handle, sql) == 1 else { throw PostgresFailure(state: nil, isConnectionLost: true) }
        PQclear(try answer())
    }

    /// Ends a transaction that only read. Nobody waits for the answer: it is taken in before anything else is asked.
    func endReading() throws {
        guard PQsendQuery(handle, "COMMIT") == 1 else { throw PostgresFailure(state: nil, isConnectionLost: true) }
        isEnding = true
    }

    private func takeEnd() throws {
        guard isEnding else { return }
        isEnding = false
        PQclear(try answer())
    }

    /// Ends the transaction.
    /// - Returns: `false` where it is stored on this server, but not on the standby that has to have it, too.
    /// - Parameter limit: how long the standby is waited for.
    func commit(within limit: Duration) throws -> Bool {
        notices.warnings = 0
        guard PQsendQuery(handle, "COMMIT") == 1 else { throw PostgresFailure(state: nil, isConnectionLost: true) }
        PQclear(try answer(until: ContinuousClock.now + limit))
        return notices.warnings == 0
    }

    /// Forgets statements that were prepared for tables as they were before. Not within a transaction that has failed.
    func forgetOutdated() throws {
        guard isOutdated else { return }
        try forgetPrepared()
        isOutdated = false
    }

    private func forgetPrepared() throws {
        if !isPooled { try execute("DEALLOCATE ALL") }
        prepared.removeAll()
        once.removeAll()
    }

    /// Runs one statement; it is prepared when it comes again, where the session is this connection's own.
    func run(_ query: Query) throws -> [Row] {
        try takeEnd()
        let name = isPooled ? nil : try prepare(query)
        let parameters = Parameters(query.values)
        let types = query.values.map(Self.type), count = Int32(query.values.count)
        let isSent = parameters.withPointers { values, lengths, formats in
            guard let name else {
                return PQsendQueryParams(handle, query.sql, count, types, values, lengths, formats, 1)
            }
            return PQsendQueryPrepared(handle, name, count, values, lengths, formats, 1)
        }
        guard isSent == 1 else { throw PostgresFailure(state: nil, isConnectionLost: true) }
        let result = try answer()
        defer { PQclear(result) }
        return try Self.rows(result)
    }

    /// - Returns: the statement's name; `nil` where it is to be sent as it stands.
    private func prepare(_ query: Query) throws -> String? {
        // NULL says nothing of its type, so the same text with other nulls is another statement.
        let types = query.values.map(Self.type)
        let key = query.sql + types.map { "/\($0)" }.joined()
        if let name = prepared[key] { return name }
        if prepared.count + once.count >= 200 { try forgetPrepared() }
        guard once.remove(key) != nil else {
            once.insert(key)
            return nil
        }
        let name = "s\(prepared.count)"
        guard PQsendPrepare(handle, name, query.sql, Int32(types.count), types) == 1 else {
            throw PostgresFailure(state: nil, isConnectionLost: true)
        }
        PQclear(try answer())
        prepared[key] = name
        return name
    }

    /// The server's answer to what was sent.
    /// - Parameter end: when the statement is cancelled, if it is not answered before.
    private func answer(until end: ContinuousClock.Instant? = nil) throws -> OpaquePointer? {
        var cancelled: ContinuousClock.Instant?, order: DispatchSemaphore?
        var last: OpaquePointer?
        while true {
            while PQisBusy(handle) == 1 {
                let now = ContinuousClock.now
                if let cancelled {
                    guard now < cancelled + Self.patienceAfterCancel else {
                        PQclear(last)
                        isGivenUp = true
                        throw PostgresFailure(state: nil, isConnectionLost: true)
                    }
                } else if interruption?.isRaised == true || end.map({ now >= $0 }) == true {
                    order = cancel()
                    cancelled = now
                }
                if waits(for: POLLIN) { PQconsumeInput(handle) }
            }
            guard let next = PQgetResult(handle) else { break }
            // The first failure of several statements counts.
            if last != nil, Self.failed(last) {
                PQclear(next)
            } else {
                PQclear(last)
                last = next
            }
        }
        // The server signals twice: an order that is still on its way would break off whatever is sent next.
        if let order, let cancelled {
            let left = cancelled + Self.patienceAfterCancel - ContinuousClock.now
            let end = DispatchTime.now() + .milliseconds(max(0, Int(left / .milliseconds(1))))
            if order.wait(timeout: end) == .timedOut { isGivenUp = true }
        }
        guard Self.failed(last) else { return last }
        let state = convoke_sqlstate(last).map { String(cString: $0) }
        PQclear(last)
        if state == PostgresFailure.outdatedStatement { isOutdated = true }
        throw PostgresFailure(state: state, isConnectionLost: PQstatus(handle) != CONNECTION_OK)
    }

    private static func failed(_ result: OpaquePointer?) -> Bool {
        let status = PQresultStatus(result)
        return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK
    }

    /// Waits a moment for the socket.
    private func waits(for events: Int32) -> Bool {
        var item = pollfd(fd: PQsocket(handle), events: Int16(truncatingIfNeeded: events), revents: 0)
        return poll(&item, 1, 100) != 0
    }

    /// Asks the server to break the statement off. That takes a connection of its own, which may hang where this one does.
    /// - Returns: what is signalled once the server has done it; `nil` where it cannot be asked.
    private func cancel() -> DispatchSemaphore? {
        guard let order = PQgetCancel(handle) else { return nil }
        let end = DispatchSemaphore(value: 0)
        // Only that thread uses it from here on.
        nonisolated(unsafe) let kept = order
        DispatchQueue.global().async {
            var message = [CChar](repeating: 0, count: 256)
            PQcancel(kept, &message, Int32(message.count))
            PQfreeCancel(kept)
            end.signal()
        }
        return end
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
