/// The balance of a list or of a year beside what the directory holds, in a form that may be shown: small numbers, by which a
/// single person could be made out, are left out.
public struct BalanceReport: Sendable, Codable {
    public struct Cell: Hashable, Sendable, Codable {
        public let value: String
        /// People invited; `nil` where the number is too small to be shown.
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
    public let tables: [Table]
    public let warnings: [String]

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
        // The difference to all must not be small either.
        let old = invited.people - invited.newcomers
        newcomers = Self.shown(old, smallest) == nil ? nil : Self.shown(invited.newcomers, smallest)
        warnings = invited.warnings
        tables = Facet.allCases.map { facet in
            let here = Self.suppressed(invited[facet], smallest), there = Self.suppressed(directory[facet], smallest)
            let values = Set(invited[facet].keys).union(directory[facet].keys)
            let order = values.sorted {
                (invited[facet][$1] ?? 0, directory[facet][$1] ?? 0, $0) < (
                    invited[facet][$0] ?? 0, directory[facet][$0] ?? 0, $1
                )
            }
            return Table(
                facet: facet,
                cells: order.map { Cell(value: $0, invited: here[$0] ?? 0, directory: there[$0] ?? 0) },
                missing: order.filter { value in
                    value != Facet.unknown && invited[facet][value] == nil && (directory[facet][value] ?? 0) >= smallest
                })
        }
    }

    /// Counts without those that are too small. Where only one would be left out, it could be had from the sum, so the next
    /// smallest goes as well.
    static func suppressed(_ counts: [String: Int], _ smallest: Int) -> [String: Int?] {
        var shown = counts.mapValues { Self.shown($0, smallest) }
        if shown.values.filter({ $0 == nil }).count == 1,
            let next = counts.filter({ $0.value >= smallest }).min(by: { ($0.value, $0.key) < ($1.value, $1.key) })
        {
            shown[next.key] = .some(nil)
        }
        return shown
    }

    private static func shown(_ count: Int, _ smallest: Int) -> Int? { count == 0 || count >= smallest ? count : nil }
}
