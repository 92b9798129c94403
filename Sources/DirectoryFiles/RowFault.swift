public import Coordination

/// Why a row or card cannot be taken; a row may have several.
public struct RowFault: Hashable, Sendable, CustomStringConvertible {
    /// File and line of the row.
    public let row: String
    /// File and line, and the column where it is one cell's fault.
    public let place: String
    /// The column, as `column 'Email'`.
    public let column: String?
    /// What the cell says, where that is not understood.
    public let value: String?
    /// The same for all values that are not understood for one reason.
    public let kind: String
    public let reason: String
    public let remedy: Remedy

    init(row: String, column: String? = nil, value: String? = nil, _ problem: Problem, kind: String? = nil) {
        self.row = row
        self.column = column
        place = column.map { "\(row), \($0)" } ?? row
        self.value = value.map { SafeText.printable(String($0.prefix(60))) }
        reason = problem.what
        self.kind = kind ?? problem.what
        remedy = problem.remedy
    }

    /// A fault that has its place within the row.
    public init(_ problem: Problem, row: String) {
        self.row = row
        place = problem.place ?? row
        column = place.hasPrefix("\(row), ") ? String(place.dropFirst(row.count + 2)) : nil
        value = nil
        reason = problem.what
        kind = problem.what
        remedy = problem.remedy
    }

    public var description: String { Problem(.badData, at: place, reason, remedy: remedy).description }
}
