public import Coordination

/// What carries out the rounds of one kind once they are released. An installation is opened with all of them.
public protocol RoundCarrier: Sendable {
    var kind: Round.Kind { get }

    /// Carries out some parts of a round, by `Rounds.carryOut`.
    /// - Parameter end: when no more are begun; `nil` where nobody waits.
    /// - Returns: how many; 0 where none is left.
    func carryOut(_ round: Round, _ operation: Operation, until end: ContinuousClock.Instant?) async throws -> Int
}
