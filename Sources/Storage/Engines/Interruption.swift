internal import Synchronization

/// Whether the work under way is to be broken off. It is raised by the task that waits for the work, and looked at where that waits.
final class Interruption: Sendable {
    private let raised = Atomic(false)

    var isRaised: Bool { raised.load(ordering: .relaxed) }

    func raise() { raised.store(true, ordering: .relaxed) }

    /// - Throws: `CancellationError` once it is raised.
    func check() throws {
        if isRaised { throw CancellationError() }
    }
}
