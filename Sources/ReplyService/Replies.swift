public import Installation

extension Operation {
    /// Replies to invitations: read, matched, counted, or held until the officer decides.
    public var replies: Replies { Replies(operation: self) }
}

/// Replies to invitations: read, matched, counted, or held until the officer decides.
public struct Replies: Sendable {
    let operation: Operation
}
