public import Installation

extension Operation {
    /// Who did what to which id.
    public var audit: AuditTrail { AuditTrail(operation: self) }
}

/// Who did what to which id.
public struct AuditTrail: Sendable {
    let operation: Operation
}
