public import Installation

extension Operation {
    /// Messages that wait to be sent, and their delivery.
    public var outbox: Outbox { Outbox(operation: self) }
}

/// Messages that wait to be sent, and their delivery.
public struct Outbox: Sendable {
    let operation: Operation
}
