internal import Coordination
internal import Sealing

/// Sealing and opening the values of one row.
extension Records {
    func seal(_ bytes: [UInt8], _ owner: KeyID, _ table: String, _ column: String = "record", row: String) throws
        -> [UInt8]
    {
        try session.keyForWriting(owner, connection).seal(
            bytes, at: SealedPlace(table: table, column: column, row: row))
    }

    func seal(_ value: some Encodable, _ owner: KeyID, _ table: String, row: String) throws -> [UInt8] {
        try seal(try encode(value), owner, table, row: row)
    }

    /// - Throws: `Problem.badData` where the bytes were altered or moved; `Problem.locked`.
    func open(_ sealed: [UInt8], _ owner: KeyID, _ table: String, _ column: String = "record", row: String) throws
        -> [UInt8]
    {
        let key = try session.key(owner, connection)
        do {
            return try key.open(sealed, at: SealedPlace(table: table, column: column, row: row))
        } catch is SealingError {
            throw Problem.altered("\(table) \(row), column \(column)")
        }
    }

    /// The value in the column `record` of a row that has its own `id` and key.
    func open<Value: Decodable>(_ type: Value.Type, _ row: Row, _ kind: KeyID.Kind, _ table: String) throws -> Value {
        let id = try row.text("id")
        return try decode(type, try open(try row.bytes("record"), KeyID(kind, id), table, row: id))
    }

    /// Many of them; their keys are read at once.
    func open<Value: Decodable>(
        _ type: Value.Type, _ rows: [Row], _ kind: KeyID.Kind, _ table: String
    ) throws -> [Value] {
        if rows.count > 1 {
            let ids = rows.count > 1000 ? nil : try rows.map { KeyID(kind, try $0.text("id")).text }
            try session.prefetch(kind, only: ids, connection)
        }
        return try rows.map { try open(type, $0, kind, table) }
    }

    /// Takes away the key of what was never to be seen.
    func forgetKey(_ id: KeyID) throws {
        session.forget(id)
        try run("DELETE FROM record_keys WHERE id = \(id.text)")
    }

    /// Destroys a key: what it sealed can never be read again.
    func destroyKey(_ id: KeyID, at now: Instant) throws {
        session.forget(id)
        try run(
            "UPDATE record_keys SET wrapped = NULL, destroyed_at = \(now) WHERE id = \(id.text) AND wrapped IS NOT NULL"
        )
    }
}
