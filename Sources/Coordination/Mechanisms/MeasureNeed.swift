extension Measure {
    /// What a measure needs of a person next, the most urgent first.
    public enum Need: Hashable, Sendable, Codable {
        /// A deadline passed so many days ago, and nothing says that it was met.
        case overdue(String, days: Int)
        /// Nothing was recorded for so many days.
        case silence(days: Int)
        /// Acts of ours that are late, or of which nobody was told yet.
        case actions(late: Int, untold: Int)
        /// What is due next.
        case due(String, on: CalendarDay)
        case nothing
        case ended

        /// - Parameters:
        ///   - limit: the days after which silence is a warning.
        ///   - lastActed: the newest day on which an act of ours was done.
        public static func of(
            _ measure: Measure, isLive: Bool, silenceLimit limit: Int, lastActed: CalendarDay?, late: Int, untold: Int,
            on today: CalendarDay
        ) -> Need {
            let open = measure.deadlines.filter { $0.met == nil }.min { $0.day < $1.day }
            if isLive, let open, open.isOverdue(on: today) {
                return .overdue(open.name, days: today.number - open.day.number)
            }
            let last = [measure.lastRecorded, lastActed].compactMap { $0 }.max()
            if isLive, let last, today.number - last.number >= limit {
                return .silence(days: today.number - last.number)
            }
            if late + untold > 0 { return .actions(late: late, untold: untold) }
            if isLive, let open { return .due(open.name, on: open.day) }
            return isLive ? .nothing : .ended
        }

        /// In words.
        public var meaning: String {
            switch self {
            case .overdue(let name, let days): "\(name): \(days) day\(days == 1 ? "" : "s") late"
            case .silence(let days): "silent for \(days) days"
            case .actions(let late, let untold):
                [late > 0 ? "\(late) acts late" : nil, untold > 0 ? "\(untold) not told to the person" : nil]
                    .compactMap { $0 }.joined(separator: ", ")
            case .due(let name, let day): "\(name) by \(day)"
            case .nothing: "-"
            case .ended: "ended"
            }
        }

        private var rank: (Int, Int) {
            switch self {
            case .overdue(_, let days): (0, -days)
            case .silence(let days): (1, -days)
            case .actions(let late, let untold): (2, -(late + untold))
            case .due(_, let day): (3, day.number)
            case .nothing: (4, 0)
            case .ended: (5, 0)
            }
        }

        public static func isMoreUrgent(_ left: Need, than right: Need) -> Bool { left.rank < right.rank }
    }
}
