public import Installation

extension Operation {
    /// A person's rights in what is kept about them, and what is kept too long.
    public var subjects: SubjectRights { SubjectRights(operation: self) }
}

/// A person's rights in what is kept about them, and what is kept too long.
public struct SubjectRights: Sendable {
    let operation: Operation
}
