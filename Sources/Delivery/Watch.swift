public import Coordination
public import Installation
internal import Storage

extension Worker {
    /// The most messages in one round, so that progress is logged while many wait.
    private static let tries = 100

    /// Delivers what is due. Several may watch one store: what one has taken, no other takes. While the vault is locked nothing is tried.
    /// - Parameter report: hears of every round in which something was tried.
    public func deliver(as actor: ActorName, _ report: @escaping @Sendable (DeliveryReport) -> Void) async throws {
        try await run { installation in
            // Long enough to be quiet, short enough for the first of the retries.
            try await installation.store.waitForWork(atMost: .seconds(5))
        } round: { installation in
            let done = try await installation.operation(as: actor).outbox.deliver(atMost: Self.tries)
            if !done.attempts.isEmpty { report(done) }
            return done.attempts.count >= Self.tries
        }
    }
}
