import Foundation

/// A PostgreSQL server of the tests' own, in a folder under the temporary one, reached by a local socket only.
///
/// It is started once for a run. A small shell waits for the run to end, however it ends, then stops the server and removes it.
public enum PostgresCluster {
    /// The folder of its socket; `nil` where the server's programs are not installed.
    public static let socket: String? = start()

    /// The address of a fresh database.
    public static func freshDatabase() throws -> String? {
        guard let socket else { return nil }
        let name = "t\(UUID().uuidString.lowercased().filter { $0 != "-" })"
        try run(["psql", "-q", "-h", socket, "-U", user, "-d", "postgres", "-c", "CREATE DATABASE \(name)"])
        return "postgres://\(user)@/\(name)?host=\(socket)"
    }

    public static func drop(_ url: String) {
        guard let socket, let name = url.split(separator: "/").dropFirst(2).first?.split(separator: "?").first else {
            return
        }
        try? run([
            "psql", "-q", "-h", socket, "-U", user, "-d", "postgres", "-c",
            "DROP DATABASE IF EXISTS \(name) WITH (FORCE)",
        ])
    }

    public static var folder: String { (socket ?? "") + "/data" }

    public static let user = "convoke"

    private static func start() -> String? {
        let root = "/usr/lib/postgresql"
        let versions = ((try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []).compactMap { Int($0) }
        guard let newest = versions.max() else { return nil }
        let bin = "\(root)/\(newest)/bin", folder = "/tmp/convoke-pg-\(ProcessInfo.processInfo.processIdentifier)"
        // The server lives longer than what started it, and must not hold its files open.
        let script = """
            set -e
            for file in /proc/self/fd/*; do
                number=${file##*/}
                if [ "$number" -gt 2 ]; then eval "exec $number>&-"; fi
            done
            mkdir -m 700 \(folder)
            as=""
            if [ "$(id -u)" = 0 ]; then chown postgres \(folder); as="runuser -u postgres --"; fi
            cd \(folder)
            $as \(bin)/initdb -D \(folder)/data -U \(user) -A trust --no-sync -E UTF8 --locale=C.UTF-8 >/dev/null
            $as \(bin)/pg_ctl -D \(folder)/data -w -l \(folder)/log \
            -o "-k \(folder) -c listen_addresses='' -c fsync=off -c max_connections=400" start >/dev/null
            ( while kill -0 \(ProcessInfo.processInfo.processIdentifier) 2>/dev/null; do sleep 1; done
              $as \(bin)/pg_ctl -D \(folder)/data -m immediate stop >/dev/null 2>&1
              rm -rf \(folder) ) </dev/null >/dev/null 2>&1 &
            """
        do {
            try run(["bash", "-c", script])
            return folder
        } catch {
            // One that is installed and does not start is a failure, not a reason to test less.
            fatalError("PostgreSQL did not start: \(error)")
        }
    }

    private static func run(_ arguments: [String]) throws {
        guard try SpawnedProgram.run(arguments) == 0 else { throw CocoaError(.executableLoad) }
    }
}
