/// The databases that a store can stand on; each case is one folder or file beside this one.
enum Engine: Sendable {
    case sqlite(SQLiteEngine)

    /// Runs the work in one transaction that is undone if it throws.
    func write<Result: Sendable>(_ work: @escaping @Sendable (Connection) throws -> Result) async throws -> Result {
        switch self {
        case .sqlite(let engine): try await engine.write(work)
        }
    }

    /// Runs the work on one consistent state; it does not wait for writers.
    func read<Result: Sendable>(_ work: @escaping @Sendable (Connection) throws -> Result) async throws -> Result {
        switch self {
        case .sqlite(let engine): try await engine.read(work)
        }
    }

    /// What the engine says of itself, and whether its file is whole.
    func check() async throws -> String {
        switch self {
        case .sqlite(let engine): try await engine.check()
        }
    }
}
