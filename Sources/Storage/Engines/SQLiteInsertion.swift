internal import GRDB
internal import GRDBSQLite

/// One statement of SQLite, run for many rows with as little as possible between them.
struct SQLiteInsertion {
    private let statement: Statement
    /// Every text and blob of a row, one after the other, so that no pointer outlives what it points to.
    private var block: [UInt8] = []
    private var starts: [Int] = []

    init(_ text: String, _ database: Database) throws { statement = try database.cachedStatement(sql: text) }

    mutating func run(_ values: [Value]) throws {
        block.removeAll(keepingCapacity: true)
        starts.removeAll(keepingCapacity: true)
        // An empty text or blob, too, needs a pointer, or it would be NULL.
        block.append(0)
        for value in values {
            starts.append(block.count)
            switch value {
            case .null, .integer: break
            case .text(let text): block.append(contentsOf: text.utf8)
            case .blob(let bytes): block.append(contentsOf: bytes)
            }
        }
        starts.append(block.count)
        block.append(0)
        let handle = statement.sqliteStatement
        let code = block.withUnsafeBytes { raw in
            for (index, value) in values.enumerated() {
                let place = Int32(index + 1), start = raw.baseAddress?.advanced(by: starts[index])
                let count = Int32(starts[index + 1] - starts[index])
                switch value {
                case .null: sqlite3_bind_null(handle, place)
                case .integer(let number): sqlite3_bind_int64(handle, place, number)
                case .text:
                    sqlite3_bind_text(handle, place, start?.assumingMemoryBound(to: CChar.self), count, nil)
                case .blob: sqlite3_bind_blob(handle, place, start, count, nil)
                }
            }
            let code = sqlite3_step(handle)
            sqlite3_reset(handle)
            sqlite3_clear_bindings(handle)
            return code
        }
        guard code == SQLITE_DONE else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
    }
}
