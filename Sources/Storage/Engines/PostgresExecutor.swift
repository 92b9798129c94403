internal import Coordination
internal import Dispatch

/// A connection and the queue that alone uses it. It is opened at first use and again after it was lost.
///
/// `@unchecked Sendable`: `connection` is touched on `queue` only.
final class PostgresExecutor: @unchecked Sendable {
    private let address: PostgresAddress
    private let queue: DispatchQueue
    private var connection: PostgresConnection?

    init(_ address: PostgresAddress, _ name: String) {
        self.address = address
        queue = DispatchQueue(label: "convoke.postgres.\(name)")
    }

    /// Runs the work on the queue, where blocking holds up nobody else. A task that is cancelled breaks it off.
    func use<Result: Sendable>(
        _ work: @escaping @Sendable (PostgresConnection) throws -> Result
    ) async throws -> Result {
        let interruption = Interruption()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                queue.async { [self] in
                    continuation.resume(with: Swift.Result { try once(work, interruption) })
                }
            }
        } onCancel: {
            interruption.raise()
        }
    }

    /// Leaves the server; the next use connects again.
    func close() async {
        await withCheckedContinuation { done in
            queue.async { [self] in
                connection = nil
                done.resume()
            }
        }
    }

    /// A connection that was lost before a commit was sent left nothing behind, so the work is done again on a new one.
    private func once<Result: Sendable>(
        _ work: (PostgresConnection) throws -> Result, _ interruption: Interruption
    ) throws -> Result {
        var left = 3
        while true {
            try interruption.check()
            let current = try open(interruption)
            do {
                return try work(current)
            } catch let lost as LostCommit<Result> {
                connection = nil
                return try lost.settled {
                    try open(interruption)
                } isWanted: {
                    !interruption.isRaised
                }
            } catch let failure as PostgresFailure {
                if !current.isAlive { connection = nil }
                try interruption.check()
                left -= 1
                guard failure.isConnectionLost, left > 0 else { throw failure.problem }
            } catch {
                if !current.isAlive { connection = nil }
                throw error
            }
        }
    }

    private func open(_ interruption: Interruption) throws -> PostgresConnection {
        if let connection, connection.isAlive {
            connection.interruption = interruption
            return connection
        }
        connection = nil
        let fresh = try PostgresConnection.open(address, interruption)
        connection = fresh
        return fresh
    }
}
