import Foundation

/// PgBouncer in front of the tests' PostgreSQL server.
public final class Pooler: Sendable {
    public enum Mode: String, CaseIterable, Sendable { case session, transaction }

    public static let isHere =
        PostgresCluster.socket != nil && FileManager.default.isExecutableFile(atPath: "/usr/sbin/pgbouncer")

    private let program: SpawnedProgram
    private let folder: String

    /// - Parameters:
    ///   - url: the address of a database of the cluster.
    ///   - clients: how many it lets in at most.
    public init(_ mode: Mode, clients: Int = 100) throws {
        folder = "/tmp/convoke-pooler-\(UUID().uuidString.prefix(8))"
        let settings = """
            [databases]
            * = host=\(PostgresCluster.socket ?? "") user=\(PostgresCluster.user)
            [pgbouncer]
            listen_addr =
            unix_socket_dir = \(folder)
            auth_type = any
            pool_mode = \(mode.rawValue)
            default_pool_size = 20
            max_client_conn = \(clients)
            logfile = \(folder)/log
            """
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try settings.write(toFile: "\(folder)/pooler.ini", atomically: true, encoding: .utf8)
        var command = ["/usr/sbin/pgbouncer", "-q", "\(folder)/pooler.ini"]
        if getuid() == 0 {
            _ = try SpawnedProgram.run(["chown", "-R", "postgres", folder])
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] + command
        }
        program = try SpawnedProgram(command, isQuiet: true)
        for _ in 0..<200 where !FileManager.default.fileExists(atPath: "\(folder)/.s.PGSQL.6432") { usleep(20_000) }
    }

    deinit {
        program.kill()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// The same database, through the pooler.
    public func url(of database: String) -> String {
        let name = database.split(separator: "/").dropFirst(2).first?.split(separator: "?").first ?? ""
        return "postgres://\(PostgresCluster.user)@/\(name)?host=\(folder)&port=6432"
    }
}
