public import Installation

extension Operation {
    /// The directory of people, organizations and mechanisms: imported, searched, shown, merged and exported.
    public var directory: Directory { Directory(operation: self) }
}

/// The directory of people, organizations and mechanisms: imported, searched, shown, merged and exported.
public struct Directory: Sendable {
    let operation: Operation
}
