internal import Coordination

/// Brings a store to this program's schema in one transaction.
enum Migrator {
    /// - Throws: `Problem.configuration` where the store was written by a newer program.
    static func migrate(_ engine: Engine) async throws {
        try await engine.write { connection in
            _ = try connection.run("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)")
            let version = try connection.run("SELECT version FROM schema_version").first?.integer("version") ?? 0
            guard version <= Migration.current else {
                throw Problem(
                    .configuration, at: "store",
                    "was written by a newer Convoke (schema \(version), this one knows \(Migration.current))",
                    remedy: "Install the newer Convoke; this store was not changed.")
            }
            for migration in Migration.all where migration.version > version {
                for statement in migration.statements { _ = try connection.run(Query(stringLiteral: statement)) }
            }
            if version == 0 {
                _ = try connection.run("INSERT INTO schema_version (version) VALUES (\(Migration.current))")
            } else if version < Migration.current {
                _ = try connection.run("UPDATE schema_version SET version = \(Migration.current)")
            }
        }
    }
}
