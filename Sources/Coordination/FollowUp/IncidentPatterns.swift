/// How incidents are spread, in a form that may be shown: numbers by which a single person could be made out are left out.
public struct IncidentPatterns: Sendable, Codable {
    public enum Trait: String, CaseIterable, Sendable, Codable {
        case kind, month, country, theme, perpetrator, confidence
    }

    public struct Cell: Hashable, Sendable, Codable {
        /// `others` for all that are too few to be shown, of which not even the names are.
        public let value: String
        /// `nil` where the number is not shown.
        public let count: Int?

        public static let others = "others"
        /// Of which the trait is not recorded.
        public static let unknown = "unknown"

        public init(value: String, count: Int?) {
            self.value = value
            self.count = count
        }
    }

    public struct Table: Hashable, Sendable, Codable {
        public let trait: Trait
        public let cells: [Cell]
    }

    public let first: Month?
    public let last: Month?
    public let country: CountryCode?
    /// A number below this is not shown.
    public let smallest: Int
    /// `nil` where it is too small.
    public let incidents: Int?
    public let people: Int?
    public let reprisals: Int?
    public let tables: [Table]

    /// - Parameter incidents: those of the time and country.
    public init(of incidents: [Incident], first: Month?, last: Month?, country: CountryCode?, smallest: Int) {
        self.first = first
        self.last = last
        self.country = country
        self.smallest = smallest
        func shown(_ count: Int) -> Int? { count == 0 || count >= smallest ? count : nil }
        let total = incidents.count, reprisals = incidents.filter(\.isReprisal).count
        self.incidents = shown(total)
        people = shown(incidents.map(\.count).reduce(0, +))
        // What is not a reprisal must not be a small number either.
        self.reprisals = shown(total - reprisals) == nil ? nil : shown(reprisals)
        guard total >= smallest else {
            tables = []
            return
        }
        tables = Trait.allCases.map { trait in
            let counts = incidents.reduce(into: [String: Int]()) { counts, incident in
                for value in incident.values(of: trait) { counts[value, default: 0] += 1 }
            }
            return Table(trait: trait, cells: Self.cells(counts, isOrdered: trait == .month, smallest))
        }
    }

    /// Months stand in their order, others by size. What is too small is counted together, with the next larger ones until the sum is
    /// not too small itself.
    private static func cells(_ counts: [String: Int], isOrdered: Bool, _ smallest: Int) -> [Cell] {
        var hidden = counts.filter { $0.value < smallest }.map(\.value).reduce(0, +)
        var shown = counts.filter { $0.value >= smallest }
        while hidden > 0, hidden < smallest,
            let next = shown.min(by: { ($0.value, $0.key) < ($1.value, $1.key) })
        {
            hidden += next.value
            shown[next.key] = nil
        }
        let order = shown.sorted { isOrdered ? $0.key < $1.key : ($1.value, $0.key) < ($0.value, $1.key) }
        let others = hidden > 0 ? [Cell(value: Cell.others, count: hidden >= smallest ? hidden : nil)] : []
        return order.map { Cell(value: $0.key, count: $0.value) } + others
    }
}

extension Incident {
    fileprivate func values(of trait: IncidentPatterns.Trait) -> [String] {
        switch trait {
        case .kind: [kind.rawValue]
        case .month: [month.description]
        case .country: [country.rawValue]
        // Those without one are counted, too: what is missing to the sum must not be a small number.
        case .theme: themes.isEmpty ? [IncidentPatterns.Cell.unknown] : Array(Set(themes))
        case .perpetrator: [perpetrator.rawValue]
        case .confidence: [confidence.rawValue]
        }
    }
}
