internal import Synchronization

/// Several connections for reading. A reader takes the one that has the fewest others waiting, so a long read holds up few.
final class PostgresPool: Sendable {
    /// Most machines have fewer cores than that, and the server allows about a hundred connections for everyone.
    private static let size = 8

    private let lanes: [PostgresExecutor]
    private let loads = Mutex(Array(repeating: 0, count: size))

    init(_ address: PostgresAddress) {
        lanes = (0..<Self.size).map { PostgresExecutor(address, "reader-\($0)") }
    }

    /// Runs the work on one of the connections, which is opened at its first use.
    func use<Result: Sendable>(
        _ work: @escaping @Sendable (PostgresConnection) throws -> Result
    ) async throws -> Result {
        let number = loads.withLock { loads in
            let least = loads.indices.min { loads[$0] < loads[$1] } ?? 0
            loads[least] += 1
            return least
        }
        defer { loads.withLock { $0[number] -= 1 } }
        return try await lanes[number].use(work)
    }
}
