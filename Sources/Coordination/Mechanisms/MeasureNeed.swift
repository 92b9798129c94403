extension Measure {
    /// What a measure needs of a person next, the most urgent first.
    public enum Need: Hashable, Sendable {
        /// A deadline passed so many days ago, and nothing says that it was met. One that no document confirmed does not hide silence.
        case overdue(String, days: Int)
        /// Nothing was recorded for so many days.
        case silence(days: Int)
        /// Acts of ours that are late, or of which nobody was told yet.
        case actions(late: Int, feedbackOwed: Int)
        /// What is due next.
        case due(String, on: CalendarDay)
        case nothing
        case ended

        /// - Parameters:
        ///   - isLive: whether someone is under protection.
        ///   - isEnded: whether no stage can follow.
        ///   - limit: the days after which silence is a warning.
        ///   - lastActed: the newest day on which an action of ours was done.
        public static func of(
            _ measure: Measure, isLive: Bool, isEnded: Bool, silenceLimit limit: Int, lastActed: CalendarDay?,
            late lateActs: Int, feedbackOwed: Int,
            on today: CalendarDay
        ) -> Need {
            let open = isEnded ? [] : measure.deadlines.filter(\.isOpen).sorted { $0.day < $1.day }
            let late = open.filter { $0.isOverdue(on: today) }
            func overdue(_ deadline: Deadline) -> Need {
                .overdue(deadline.name, days: today.number - deadline.day.number)
            }
            if let missed = late.first(where: \.isConfirmed) { return overdue(missed) }
            let last = [measure.silentSince, lastActed].compactMap { $0 }.max()
            if isLive, let last, today.number - last.number >= limit {
                return .silence(days: today.number - last.number)
            }
            if let missed = late.first { return overdue(missed) }
            if lateActs + feedbackOwed > 0 { return .actions(late: lateActs, feedbackOwed: feedbackOwed) }
            if let next = open.first { return .due(next.name, on: next.day) }
            return isEnded ? .ended : .nothing
        }

        /// In words.
        public var meaning: String {
            switch self {
            case .overdue(let name, let days): "\(name): \(days) day\(days == 1 ? "" : "s") late"
            case .silence(let days): "silent for \(days) days"
            case .actions(let late, let feedbackOwed):
                [
                    late > 0 ? "\(late) actions overdue" : nil,
                    feedbackOwed > 0 ? "\(feedbackOwed) without feedback" : nil,
                ]
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
            case .actions(let late, let feedbackOwed): (2, -(late + feedbackOwed))
            case .due(_, let day): (3, day.number)
            case .nothing: (4, 0)
            case .ended: (5, 0)
            }
        }

        public static func isMoreUrgent(_ left: Need, than right: Need) -> Bool { left.rank < right.rank }
    }
}

/// Written as `{"kind": "overdue", "name": …, "days": …}`, each with what it has.
extension Measure.Need: Codable {
    private enum Key: String, CodingKey { case kind, name, days, day, late, feedbackOwed }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.decode(String.self, forKey: .kind) {
        case "overdue":
            self = .overdue(
                try container.decode(String.self, forKey: .name), days: try container.decode(Int.self, forKey: .days))
        case "silence": self = .silence(days: try container.decode(Int.self, forKey: .days))
        case "actions":
            self = .actions(
                late: try container.decode(Int.self, forKey: .late),
                feedbackOwed: try container.decode(Int.self, forKey: .feedbackOwed))
        case "due":
            self = .due(
                try container.decode(String.self, forKey: .name),
                on: try container.decode(CalendarDay.self, forKey: .day))
        case "ended": self = .ended
        case "nothing": self = .nothing
        case let other:
            throw DecodingError.dataCorruptedError(
                forKey: .kind, in: container, debugDescription: "'\(other)' is not a need")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        func kind(_ name: String) throws { try container.encode(name, forKey: .kind) }
        switch self {
        case .overdue(let name, let days):
            try kind("overdue")
            try container.encode(name, forKey: .name)
            try container.encode(days, forKey: .days)
        case .silence(let days):
            try kind("silence")
            try container.encode(days, forKey: .days)
        case .actions(let late, let feedbackOwed):
            try kind("actions")
            try container.encode(late, forKey: .late)
            try container.encode(feedbackOwed, forKey: .feedbackOwed)
        case .due(let name, let day):
            try kind("due")
            try container.encode(name, forKey: .name)
            try container.encode(day, forKey: .day)
        case .nothing: try kind("nothing")
        case .ended: try kind("ended")
        }
    }
}
