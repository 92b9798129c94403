public import Coordination

/// What a file of people held.
public struct PeopleReading: Sendable {
    public var people: [ImportedPerson] = []
    /// Rows that cannot be taken, each with its line, the reason and the remedy.
    public var refused: [Problem] = []
    /// Properties that have no place here, with how often they were left out.
    public var leftOut: [String: Int] = [:]
    /// Which column was read as what; empty for vCards.
    public var mapping: ColumnMapping?

    public init() {}
}
