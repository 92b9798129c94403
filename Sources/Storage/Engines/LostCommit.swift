public import Coordination
internal import Foundation

/// A COMMIT that was sent, but whose answer did not come. Whether it counted is looked up by a random token that the same transaction
/// stored.
///
/// The server's number of the transaction would not do: after a failover the same number is given to another one.
struct LostCommit<Result>: Error, @unchecked Sendable {
    // The result was made on the executor's queue and is only handed on there.
    let mark: CommitMark
    let result: Result
    let confirmations: Confirmations

    /// How long it is tried to look it up.
    private static var patience: Duration { .seconds(15) }

    /// The result, if it counted.
    /// - Parameters:
    ///   - open: a new connection, to whichever server takes changes now.
    ///   - isWanted: whether somebody still waits for the answer.
    /// - Throws: `Problem.unavailable` where it did not count, or where nobody can be asked.
    func settled(_ open: () throws -> PostgresConnection, isWanted: () -> Bool) throws -> Result {
        let end = ContinuousClock.now + Self.patience
        while ContinuousClock.now < end, isWanted() {
            // While a server is starting, or another taking its place, there is nobody to ask.
            if let connection = try? open(), let fate = try? mark.fate(connection) {
                switch fate {
                case .stored:
                    // One more commit behind it: where that is on the standby, so is this.
                    let number = confirmations.begin()
                    if let isOnStandby = try? mark.confirm(connection) {
                        confirmations.end(number, isConfirmed: isOnStandby)
                        return result
                    }
                case .lost(isOtherServer: true): throw Problem.lostByFailover
                case .lost(isOtherServer: false): throw PostgresFailure(state: nil, isConnectionLost: true).problem
                case .underWay: break
                }
            }
            Thread.sleep(forTimeInterval: 0.25)
        }
        throw Problem.commitInDoubt
    }
}

extension Problem {
    static let onlyOnPrimary = Problem(
        .unavailable, at: "store",
        "the change is stored on the primary server, but the standby has not confirmed it: should the primary fail now, it is lost",
        remedy:
            "Do not repeat the command. Have the standby started, or taken out of synchronous_standby_names; \(.doctor) shows the replication."
    )

    /// To a worker.
    public static let standbyIsMissing = Problem(
        .unavailable, at: "store",
        "has no standby that confirms what is stored, so nothing is sent",
        remedy: "Have the standby started, or taken out of synchronous_standby_names; \(.doctor) shows the replication."
    )

    fileprivate static let lostByFailover = Problem(
        .unavailable, at: "store",
        "the server failed in the middle of the commit, and the one that took its place does not have the change",
        remedy: "Nothing of this step was kept. Try again.")
    static let commitInDoubt = Problem(
        .unavailable, at: "store",
        "the connection was lost in the middle of a commit, and the server cannot be asked whether it counted",
        remedy: "Look whether the change is there before you repeat the command.")
}
