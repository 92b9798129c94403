/// One transaction's way to the database, whichever engine it is.
struct Connection {
    /// Runs one statement and returns its rows.
    let run: (Query) throws -> [Row]
}
