/// The balance of a list or of a year beside what the directory holds, in a form that may be shown: small numbers, by which a
/// single person could be made out, are left out.
public struct BalanceReport: Sendable, Codable {
    public struct Cell: Hashable, Sendable, Codable {
        public let value: String
        /// People invited; `nil` where the number is not shown.
        public let invited: Int?
        /// People of the directory who may be invited.
        public let directory: Int?
    }

    public struct Table: Hashable, Sendable, Codable {
        public let facet: Facet
        /// The largest first.
        public let cells: [Cell]
        /// Values the directory holds and of whom nobody was invited.
        public let missing: [String]
    }

    /// A convening, or `nil` for a time.
    public let convening: String?
    public let first: CalendarDay?
    public let last: CalendarDay?
    /// A number below this is not shown.
    public let smallest: Int
    public let people: Int?
    public let newcomers: Int?
    /// People of the directory who may be invited.
    public let directory: Int?
    public let tables: [Table]
    public let warnings: [BalanceWarning]

    /// - Parameters:
    ///   - invited: those on the list, or invited in the time.
    ///   - directory: everyone who may be invited.
    public init(
        of invited: Balance, directory: Balance, convening: String? = nil, first: CalendarDay? = nil,
        last: CalendarDay? = nil, smallest: Int
    ) {
        self.convening = convening
        self.first = first
        self.last = last
        self.smallest = smallest
        people = Self.shown(invited.people, smallest)
        self.directory = Self.shown(directory.people, smallest)
        // The difference to all must not be small either.
        let old = invited.people - invited.newcomers
        newcomers = Self.shown(old, smallest) == nil ? nil : Self.shown(invited.newcomers, smallest)
        warnings = invited.warnings
        tables = Facet.allCases.map { facet in
            let here = Self.suppressed(invited[facet], smallest), there = Self.suppressed(directory[facet], smallest)
            let values = Set(invited[facet].keys).union(directory[facet].keys)
            // What is hidden stands in the order of its names, which tells nothing.
            func rank(_ value: String) -> (Int, Int) { ((here[value] ?? 0) ?? 1, (there[value] ?? 0) ?? 1) }
            let order = values.sorted {
                (rank($1).0, rank($1).1, $0) < (rank($0).0, rank($0).1, $1)
            }
            return Table(
                facet: facet,
                cells: order.map { Cell(value: $0, invited: here[$0] ?? 0, directory: there[$0] ?? 0) },
                missing: order.filter { value in
                    value != Facet.unknown && invited[facet][value] == nil && (directory[facet][value] ?? 0) >= smallest
                })
        }
    }

    /// Counts without those that are too small. What is left out together could be had from the sum, so the next smallest go as well
    /// until their sum can be made up in several ways.
    static func suppressed(_ counts: [String: Int], _ smallest: Int) -> [String: Int?] {
        var hidden = counts.filter { $0.value > 0 && $0.value < smallest }
        var shown = counts.filter { hidden[$0.key] == nil }
        while !hidden.isEmpty, hidden.count == 1 || hidden.values.reduce(0, +) < smallest + hidden.count,
            let next = shown.filter({ $0.value > 0 }).min(by: { ($0.value, $0.key) < ($1.value, $1.key) })
        {
            hidden[next.key] = next.value
            shown[next.key] = nil
        }
        return shown.mapValues { .some($0) }.merging(hidden.mapValues { _ in nil }) { $1 }
    }

    private static func shown(_ count: Int, _ smallest: Int) -> Int? { count == 0 || count >= smallest ? count : nil }
}
