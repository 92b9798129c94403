internal import Coordination
internal import Synchronization

/// Whether the standby that has to have every change has those of this program.
///
/// A change that it has not confirmed is stored on the primary all the same. The work of which it is a part goes on: stopped there it
/// would be half done. That the standby is missing is said at its end, and nothing is sent before.
final class Confirmations: Sendable {
    /// The last number that was given, and the one after which the standby was found missing.
    private let state = Mutex<(last: Int, missing: Int?)>((0, nil))

    var isStandbyMissing: Bool { state.withLock { $0.missing != nil } }

    /// Says that the standby is missing; `nil` while it is not.
    var problem: Problem? { isStandbyMissing ? .onlyOnPrimary : nil }

    /// A number for a commit that begins now.
    func begin() -> Int {
        state.withLock { state in
            state.last += 1
            return state.last
        }
    }

    /// What has become of a commit. One that began after another was found unconfirmed, and is confirmed itself, confirms that, too.
    func end(_ number: Int, isConfirmed: Bool) {
        state.withLock { state in
            if !isConfirmed {
                state.missing = state.last
            } else if let missing = state.missing, number > missing {
                state.missing = nil
            }
        }
    }
}
