internal import Coordination
internal import Dispatch
internal import Foundation

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

    /// Runs the work on the queue, where blocking holds up nobody else.
    func use<Result: Sendable>(
        _ work: @escaping @Sendable (PostgresConnection) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { [self] in
                continuation.resume(with: Swift.Result { try once(work) })
            }
        }
    }

    /// A connection that was lost before a commit was sent left nothing behind, so the work is done again on a new one.
    private func once<Result: Sendable>(_ work: (PostgresConnection) throws -> Result) throws -> Result {
        var left = 3
        while true {
            let current = try open()
            do {
                return try work(current)
            } catch let lost as LostCommit<Result> {
                return try settle(lost)
            } catch let failure as PostgresFailure {
                if failure.isConnectionLost { connection = nil }
                left -= 1
                guard failure.isConnectionLost, left > 0 else { throw failure.problem }
            } catch {
                if !current.isAlive { connection = nil }
                throw error
            }
        }
    }

    private func open() throws -> PostgresConnection {
        if let connection, connection.isAlive { return connection }
        let fresh = try PostgresConnection(address)
        connection = fresh
        return fresh
    }

    /// Asks the server what became of a transaction whose COMMIT was not answered.
    private func settle<Result: Sendable>(_ lost: LostCommit<Result>) throws -> Result {
        connection = nil
        let doubt = Problem(
            .unavailable, at: "store",
            "the connection was lost in the middle of a commit, and the server cannot be asked whether it counted",
            remedy: "Look whether the change is there before you repeat the command.")
        for _ in 0..<20 {
            guard let fresh = try? open() else {
                // The server may be starting again.
                Thread.sleep(forTimeInterval: 0.5)
                continue
            }
            let query: Query = "SELECT pg_xact_status(CAST(CAST(\(lost.number) AS TEXT) AS xid8)) AS state"
            switch try? fresh.run(query).first?.optionalText("state") {
            case "committed": return lost.result
            case "aborted":
                throw Problem(
                    .unavailable, at: "store", "the connection to PostgreSQL was lost; nothing of this step was kept",
                    remedy: "Try again.")
            case "in progress": Thread.sleep(forTimeInterval: 0.25)
            default: throw doubt
            }
        }
        throw doubt
    }
}
