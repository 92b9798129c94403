public import Coordination
public import Installation
internal import Storage

extension Installation {
    /// Delivers what is due, again and again, until the task is cancelled. Several may watch one store: what one has taken, no
    /// other takes. While the vault is locked nothing is tried.
    /// - Parameter tell: hears of every round in which something was tried, and `nil` when the vault was found locked.
    public func watch(as actor: ActorName, _ tell: @escaping @Sendable (DeliveryReport?) -> Void) async throws {
        var wasLocked = false
        while !Task.isCancelled {
            if home.isLocked { store.lock() } else { try await Self.unlockQuietly(store, home) }
            if store.isLocked {
                if !wasLocked { tell(nil) }
            } else {
                do {
                    let report = try await operation(as: actor).outbox.deliver()
                    if !report.attempts.isEmpty { tell(report) }
                } catch let problem as Problem where problem.kind == .tryAgain {
                    // The store was given a new key, or is being written by many: opened anew, it goes on.
                    store.lock()
                }
            }
            wasLocked = store.isLocked
            do {
                // Long enough to be quiet, short enough for the first of the retries.
                try await store.waitForWork(atMost: .seconds(5))
            } catch is CancellationError {
                return
            }
        }
    }
}
