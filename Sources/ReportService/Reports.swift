public import Installation

extension Operation {
    /// Summaries for the officer, her successor and others.
    public var reports: Reports { Reports(operation: self) }
}

/// Summaries for the officer, her successor and others.
public struct Reports: Sendable {
    let operation: Operation
}
