public import Coordination

/// What a file of people held.
public struct PeopleReading: Sendable {
    public var people: [ImportedPerson] = []
    /// Rows or cards of organizations.
    public var organizations: [(place: String, organization: ImportedOrganization)] = []
    /// Addresses that unsubscribed, of rows that name nobody, with the day where the file says it.
    public var unsubscribed: [(place: String, address: String, day: CalendarDay?)] = []
    /// Why rows cannot be taken.
    public var refused: [RowFault] = []
    /// Properties that have no place here, with how often they were left out.
    public var leftOut: [String: Int] = [:]
    /// What was not understood or not taken, without its row being refused: what is said of it, and each value with how often it stands there.
    public var told: [String: [String: Int]] = [:]
    /// Lines that hold nobody: titles above the header, headings and totals, with what they say.
    public var passedOver: [(line: Int, text: String)] = []
    /// Names as they are written, and as they could be.
    public var names: [(written: String, tidied: String)] = []
    /// Which column was read as what; empty for vCards.
    public var mapping: ColumnMapping?

    public init() {}

    /// Values that were not understood, by the header of their column, with how often they stand there.
    public var unknownValues: [String: [String: Int]] {
        refused.reduce(into: [:]) { found, fault in
            guard let value = fault.value, let column = fault.column, fault.kind.hasPrefix("is not a known") else {
                return
            }
            found[String(column.dropFirst("column '".count).dropLast()), default: [:]][value, default: 0] += 1
        }
    }

    mutating func tell(_ what: String, _ value: String) {
        told[what, default: [:]][SafeText.printable(String(value.prefix(60))), default: 0] += 1
    }

    /// Whether the file holds anything of which something can be said.
    var isEmpty: Bool { people.isEmpty && organizations.isEmpty && unsubscribed.isEmpty && refused.isEmpty }
}
