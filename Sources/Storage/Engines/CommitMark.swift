internal import Coordination
internal import Foundation

/// What a transaction on PostgreSQL leaves behind so that its COMMIT can be looked up, and where it ran.
struct CommitMark: Equatable {
    let token: [UInt8]
    /// The server: when it was started, and its timeline, which grows with each failover.
    let server: Server
    /// The number of the server's process, and of the transaction within that server's run.
    let process: Int
    let transaction: String

    struct Server: Equatable {
        let started: String
        let timeline: String
    }

    enum Fate: Equatable {
        case stored, underWay
        case lost(isOtherServer: Bool)
    }

    /// The tables that the engine keeps for itself; no backup has them.
    static let tables = [
        "CREATE TABLE IF NOT EXISTS commits (token BYTEA PRIMARY KEY NOT NULL, made_at TIMESTAMPTZ NOT NULL)",
        "CREATE TABLE IF NOT EXISTS writer_turn (id INTEGER PRIMARY KEY NOT NULL)",
    ]

    /// Stores a mark at the end of a transaction that has written something.
    /// - Returns: `nil` where it wrote nothing, so that its COMMIT does not matter.
    static func left(on connection: PostgresConnection) throws -> CommitMark? {
        let token = (0..<16).map { _ in UInt8.random(in: 0...255) }
        let row = try connection.run(
            """
            INSERT INTO commits (token, made_at)
            SELECT \(token), clock_timestamp() WHERE pg_current_xact_id_if_assigned() IS NOT NULL
            RETURNING CAST(pg_postmaster_start_time() AS TEXT) AS started,
                substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) AS timeline,
                CAST(pg_backend_pid() AS BIGINT) AS process,
                CAST(CAST(pg_current_xact_id() AS xid) AS TEXT) AS transaction
            """
        ).first
        return try row.map { row in
            CommitMark(
                token: token, server: Server(started: try row.text("started"), timeline: try row.text("timeline")),
                process: try row.integer("process"), transaction: try row.text("transaction"))
        }
    }

    /// Takes away marks that nobody asks for any more. For one writer at a time, now and then.
    static func sweep(_ connection: PostgresConnection) throws {
        try connection.execute("DELETE FROM commits WHERE made_at < clock_timestamp() - INTERVAL '1 hour'")
    }

    /// What became of the transaction, as this server knows.
    func fate(_ connection: PostgresConnection) throws -> Fate {
        // Whether it still runs is asked first: what ends in between is seen by the second question.
        let row = try connection.run(
            """
            SELECT CAST(pg_postmaster_start_time() AS TEXT) AS started,
                substr(pg_walfile_name(pg_current_wal_insert_lsn()), 1, 8) AS timeline,
                (SELECT count(*) FROM pg_stat_activity
                    WHERE pid = \(process) AND CAST(backend_xid AS TEXT) = \(transaction)) AS running
            """
        ).first
        let isStored = try !connection.run("SELECT made_at IS NULL AS none FROM commits WHERE token = \(token)").isEmpty
        if isStored { return .stored }
        let now = try row.map { Server(started: try $0.text("started"), timeline: try $0.text("timeline")) }
        guard now == server else { return .lost(isOtherServer: now?.timeline != server.timeline) }
        return try row?.integer("running") == 0 ? .lost(isOtherServer: false) : .underWay
    }

    /// Changes the mark once more.
    /// - Returns: whether that is wherever a change has to be.
    func confirm(_ connection: PostgresConnection) throws -> Bool {
        try connection.execute("BEGIN")
        _ = try connection.run("UPDATE commits SET made_at = clock_timestamp() WHERE token = \(token)")
        return try connection.commit(within: PostgresEngine.commitLimit)
    }
}
