internal import Coordination
public import Installation

extension Operation {
    /// The directory of people, organizations and mechanisms: imported, searched, shown, merged and exported.
    public var directory: Directory { Directory(operation: self) }
}

/// The directory of people, organizations and mechanisms: imported, searched, shown, merged and exported.
public struct Directory: Sendable {
    let operation: Operation

    static func isNothing(_ id: String) -> Problem {
        Problem(
            .missingInput, at: String(id.prefix(64)), "is neither a contact nor an organization",
            remedy: "Look for it with \(.directorySearch).")
    }
}
