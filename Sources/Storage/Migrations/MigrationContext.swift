internal import Coordination
internal import Sealing

/// What a step may use besides SQL: the vault, and the keys of records as schemas 2 to 6 keep them. It is as frozen as the steps.
final class MigrationContext {
    let connection: Connection
    /// The vault that a store gets with its first sealed schema.
    let founding: Founding?
    private let vault: OpenVault?
    private var keys: [String: RecordKey] = [:]

    init(_ connection: Connection, founding: Founding?, vault: OpenVault?) {
        self.connection = connection
        self.founding = founding
        self.vault = vault ?? founding?.vault
    }

    func rows(_ query: Query) throws -> [Row] { try connection.run(query) }
    func run(_ query: Query) throws { _ = try connection.run(query) }

    /// Makes the key of an owner, such as `contact/ct-1`, and stores it.
    /// - Throws: `Problem.locked`.
    func makeKey(of owner: String) throws -> RecordKey {
        guard let vault else { throw Problem.locked }
        let key = RecordKey()
        try run(
            """
            INSERT INTO record_keys (id, generation, wrapped)
            VALUES (\(owner), \(vault.generation), \(try vault.key.wrap(key, of: owner)))
            """)
        keys[owner] = key
        return key
    }

    /// The key of an owner; `nil` where there is none or it was destroyed.
    /// - Throws: `Problem.locked`, `Problem.badData` where it was altered.
    func key(of owner: String) throws -> RecordKey? {
        if let key = keys[owner] { return key }
        guard let vault else { throw Problem.locked }
        let row = try rows("SELECT generation, wrapped FROM record_keys WHERE id = \(owner)").first
        guard let row, let wrapped = try row.optionalBytes("wrapped") else { return nil }
        do {
            let key = try vault.key(of: row.integer("generation")).unwrap(wrapped, of: owner)
            keys[owner] = key
            return key
        } catch is SealingError {
            throw Problem.altered("key of \(owner)")
        }
    }

    func seal(_ bytes: [UInt8], _ owner: String, _ table: String, _ column: String, row: String) throws -> [UInt8] {
        let key = try self.key(of: owner) ?? makeKey(of: owner)
        return try key.seal(bytes, at: SealedPlace(table: table, column: column, row: row))
    }

    /// - Throws: `Problem.badData` where the bytes or their key are not as they were written.
    func open(_ sealed: [UInt8], _ owner: String, _ table: String, _ column: String, row: String) throws -> [UInt8] {
        guard let key = try key(of: owner) else { throw Problem.altered("key of \(owner)") }
        do {
            return try key.open(sealed, at: SealedPlace(table: table, column: column, row: row))
        } catch is SealingError {
            throw Problem.altered("\(table) \(row), column \(column)")
        }
    }
}
