internal import Coordination

/// Everything Convoke remembers. Work is done in transactions that are kept whole or not at all.
public actor Store {
    private let engine: Engine

    private init(engine: Engine) { self.engine = engine }

    /// Opens the store of a URL and brings its schema up to date.
    /// - Parameters:
    ///   - url: `sqlite:PATH`.
    ///   - create: whether a store that is not there is made.
    public static func open(_ url: String, create: Bool = false) async throws -> Store {
        guard url.hasPrefix("sqlite:"), url.count > 7 else {
            throw Problem(.usage, "the store's address is not one", remedy: "Give --store sqlite:PATH.")
        }
        let engine = Engine.sqlite(try SQLiteEngine(path: String(url.dropFirst(7)), create: create))
        try await Migrator.migrate(engine)
        return Store(engine: engine)
    }

    /// Runs the work in one transaction; if it throws, nothing of it is kept.
    public func write<Result: Sendable>(
        _ work: @escaping @Sendable (Records) throws -> Result
    ) async throws -> Result {
        try await engine.write { try work(Records(connection: $0)) }
    }

    /// Runs the work on one consistent state, without waiting for writers.
    public nonisolated func read<Result: Sendable>(
        _ work: @escaping @Sendable (Records) throws -> Result
    ) async throws -> Result {
        try await engine.read { try work(Records(connection: $0)) }
    }

    /// The engine's name and version, once it has looked through its file.
    public nonisolated func check() async throws -> String { try await engine.check() }
}
