/// One transaction's way to the database, whichever engine it is.
struct Connection {
    let dialect: Dialect
    /// Runs one statement and returns its rows.
    let run: (Query) throws -> [Row]
    /// Runs one statement, without an answer, for each of many lists of values.
    let repeated: (_ text: String, _ values: [[Value]]) throws -> Void
}

/// The few words in which the engines' SQL differs.
enum Dialect: Sendable {
    case sqlite, postgres

    /// Behind a query that takes work: leaves out what another worker is just taking.
    var skippingLocked: String { self == .postgres ? " FOR UPDATE OF e SKIP LOCKED" : "" }

    /// Behind a query for one row: nobody else changes it until the transaction ends.
    var lockingRow: String { self == .postgres ? " FOR UPDATE" : "" }

    /// Tells the workers that listen, once the transaction is committed.
    var wake: Query? { self == .postgres ? "SELECT pg_notify('convoke_outbox', '') IS NULL AS told" : nil }

    /// A row if there is such a table.
    func findingTable(_ name: String) -> Query {
        switch self {
        case .sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name = \(name)"
        case .postgres:
            """
            SELECT CAST(tablename AS TEXT) AS name FROM pg_tables WHERE schemaname = current_schema() AND tablename = \(name)
            """
        }
    }

    /// A statement of the schema as this engine wants it. Texts are compared byte by byte in both.
    func schema(_ statement: String) -> String {
        switch self {
        case .sqlite: statement
        case .postgres:
            statement.replacing(" WITHOUT ROWID", with: "").replacing(" TEXT", with: " TEXT COLLATE \"C\"")
        }
    }
}
