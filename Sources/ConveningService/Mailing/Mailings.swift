public import Installation

extension Operation {
    /// Rounds of mail about a convening: each is checked, written and stored before any of it leaves.
    public var mailings: Mailings { Mailings(operation: self) }
}

/// Rounds of mail about a convening: each is checked, written and stored before any of it leaves.
public struct Mailings: Sendable {
    let operation: Operation
}
