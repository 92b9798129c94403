internal import Coordination

/// What a PostgreSQL server says of its copies and of those who use it.
public struct ServerState: Sendable, Equatable {
    /// Whether a change counts only once a standby has it.
    public let isSynchronous: Bool
    /// Standbys that receive changes now; of a synchronous primary those that it waits for.
    public let standbys: Int
    /// Those connected of which this role may not see whether they receive anything.
    public let unseenStandbys: Int
    /// Changes that wait for a standby, and statements that wait for others.
    public let waitingForStandby: Int
    public let waitingForOthers: Int
    /// Connections to the server, and how many it, this role and this database allow at most.
    public let connections: Int
    public let allowed: Int
    /// Whether a pooler stands between.
    public let isPooled: Bool

    static func read(_ connection: PostgresConnection) throws -> ServerState? {
        let row = try connection.run(
            """
            SELECT (current_setting('synchronous_standby_names') <> ''
                    AND current_setting('synchronous_commit') NOT IN ('off', 'local')) AS is_synchronous,
                (SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'
                    AND (current_setting('synchronous_standby_names') = '' OR sync_state IN ('sync', 'quorum')))
                    AS standbys,
                (SELECT count(*) FROM pg_stat_replication WHERE state IS NULL) AS unseen,
                (SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep') AS for_standby,
                (SELECT count(*) FROM pg_stat_activity
                    WHERE datname = current_database() AND wait_event_type = 'Lock') AS for_others,
                (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend') AS connections,
                LEAST(
                    CAST(current_setting('max_connections') AS BIGINT)
                        - CAST(current_setting('superuser_reserved_connections') AS BIGINT),
                    (SELECT NULLIF(CAST(rolconnlimit AS BIGINT), -1) FROM pg_roles WHERE rolname = current_user),
                    (SELECT NULLIF(CAST(datconnlimit AS BIGINT), -1) FROM pg_database
                        WHERE datname = current_database())) AS allowed
            """
        ).first
        return try row.map { row in
            ServerState(
                isSynchronous: try row.integer("is_synchronous") == 1, standbys: try row.integer("standbys"),
                unseenStandbys: try row.integer("unseen"),
                waitingForStandby: try row.integer("for_standby"), waitingForOthers: try row.integer("for_others"),
                connections: try row.integer("connections"), allowed: try row.integer("allowed"),
                isPooled: connection.isPooled)
        }
    }
}
