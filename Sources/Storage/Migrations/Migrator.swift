internal import Coordination

/// Brings a store to this program's schema, all steps in one transaction: a stop leaves the old schema or the new one.
enum Migrator {
    /// The schema a store has; 0 where it has none.
    /// - Throws: `Problem.configuration` where the store was written by a newer program.
    static func version(_ engine: Engine) async throws -> Int {
        let version = try await engine.read(version)
        guard version <= Migration.current else {
            throw Problem(
                .configuration, at: "store",
                "was written by a newer Convoke (schema \(version), this one knows \(Migration.current))",
                remedy: "Install the newer Convoke; this store was not changed.")
        }
        return version
    }

    /// A database of another program stays as it is.
    static func version(_ connection: Connection) throws -> Int {
        guard try !connection.run(connection.dialect.findingTable("schema_version")).isEmpty else { return 0 }
        return try connection.run("SELECT version FROM schema_version").first?.integer("version") ?? 0
    }

    private static func begin(_ connection: Connection) throws -> Int {
        _ = try connection.run("CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)")
        return try version(connection)
    }

    /// - Parameters:
    ///   - target: how far; the newest by default.
    ///   - founding: the vault that a store gets with its first sealed schema.
    ///   - vault: the vault it has already.
    /// - Returns: whether the vault was founded; another program may have been quicker.
    @discardableResult
    static func migrate(
        _ engine: Engine, to target: Int = Migration.current, founding: Founding?, vault: OpenVault? = nil
    ) async throws -> Bool {
        try await engine.maintain { try apply($0, to: target, founding: founding, vault: vault) }
    }

    /// All steps, within one transaction.
    @discardableResult
    static func apply(
        _ connection: Connection, to target: Int, founding: Founding?, vault: OpenVault? = nil
    ) throws -> Bool {
        let version = try begin(connection)
        let context = MigrationContext(connection, founding: founding, vault: vault)
        var derived: Set<Migration.Derived> = []
        for migration in Migration.all where migration.version > version && migration.version <= target {
            for statement in migration.statements { try execute(statement, connection) }
            try migration.work(context)
            for statement in migration.ending { try execute(statement, connection) }
            derived.formUnion(migration.outdates)
        }
        // An empty store has nothing to derive from.
        if version > 0, target == Migration.current, !derived.isEmpty {
            let session = Session(vault: vault ?? founding?.vault)
            try Records(connection: connection, session: session).refresh(derived)
            try session.flush(connection)
        }
        if version == 0 {
            _ = try connection.run("INSERT INTO schema_version (version) VALUES (\(target))")
        } else if version < target {
            _ = try connection.run("UPDATE schema_version SET version = \(target)")
        }
        // The vault is of the second schema; later steps are taken once it is open.
        return version < Migration.second.version && target >= Migration.second.version
    }

    /// Makes the tables of a schema, or empties those that are there, before a backup is loaded.
    static func prepare(_ connection: Connection, for target: Int) throws {
        let version = try begin(connection)
        if version == target {
            for table in Migration.tables(of: target).reversed() { _ = try connection.run("DELETE FROM \(raw: table)") }
            return
        }
        for table in Migration.tables(of: version).reversed() { try execute("DROP TABLE \(table)", connection) }
        for migration in Migration.all where migration.version <= target {
            for statement in migration.statements + migration.ending { try execute(statement, connection) }
        }
        _ = try connection.run("DELETE FROM schema_version")
        _ = try connection.run("INSERT INTO schema_version (version) VALUES (\(target))")
    }

    private static func execute(_ statement: String, _ connection: Connection) throws {
        _ = try connection.run(Query(stringLiteral: connection.dialect.schema(statement)))
    }
}
