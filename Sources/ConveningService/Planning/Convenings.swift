public import Installation

extension Operation {
    /// Work on convenings: planned, timed, booked, shown and closed with minutes.
    public var convenings: Convenings { Convenings(operation: self) }
}

/// Work on convenings: planned, timed, booked, shown and closed with minutes.
public struct Convenings: Sendable {
    let operation: Operation
}
