/// How a series repeats, in the forms that every calendar program reads alike (RFC 5545 section 3.3.10).
///
/// It always ends after a number of meetings; never two fall on one day.
public struct Recurrence: Hashable, Sendable, Codable {
    public enum Frequency: String, CaseIterable, Sendable, Codable {
        case daily, weekly
        /// The same weekday of the month as the first: the second Tuesday, or the last where the first is the fifth.
        case monthly
        /// The same date as the first, up to the 28th.
        case monthlyByDate = "monthly-by-date"
        case yearly
    }

    public static let maximumCount = 366

    public let frequency: Frequency
    /// Every so many days, weeks, months or years.
    public let interval: Int
    /// ISO weekdays of a weekly series, 1 is Monday; empty for the first meeting's own.
    public let weekdays: [Int]
    public let count: Int

    /// - Throws: `Problem.usage` for a form that calendar programs do not read alike.
    public init(_ frequency: Frequency, every interval: Int = 1, on weekdays: [Int] = [], count: Int) throws {
        guard (1...52).contains(interval), (2...Self.maximumCount).contains(count) else {
            throw Problem(
                .usage, "a series repeats every 1 to 52 times and has 2 to \(Self.maximumCount) meetings",
                remedy: "Choose smaller numbers.")
        }
        guard weekdays.isEmpty || frequency == .weekly, weekdays.allSatisfy((1...7).contains) else {
            throw Problem(
                .usage, "only a weekly series has days of the week", remedy: "Leave them out, or repeat it weekly.")
        }
        self.frequency = frequency
        self.interval = interval
        self.weekdays = Set(weekdays).sorted()
        self.count = count
    }

    /// The days of the series in order.
    /// - Throws: `Problem.usage` where the first day is none of the series, or one that not every month or year has.
    public func days(from first: CalendarDay) throws -> [CalendarDay] {
        switch frequency {
        case .daily: return (0..<count).map { first.adding(days: $0 * interval) }
        case .weekly: return try weekly(from: first)
        case .monthly: return try months(from: first).compactMap { nth(of: first, in: $0) }
        case .monthlyByDate, .yearly:
            let isSafe = frequency == .yearly ? first.month != 2 || first.day < 29 : first.day <= 28
            guard isSafe else {
                throw Problem(
                    .usage, "not every month or year has a day such as \(first)",
                    remedy: "Begin on a day up to the 28th, or repeat it 'monthly' by its weekday.")
            }
            return try months(from: first).compactMap { CalendarDay(year: $0.year, month: $0.month, day: first.day) }
        }
    }

    /// RFC 5545 section 3.3.10: the rule for a series that begins on a day.
    public func rule(from first: CalendarDay) -> String {
        var parts: [String]
        switch frequency {
        case .daily: parts = ["FREQ=DAILY"]
        case .weekly:
            let days = weekdays.isEmpty ? [first.weekday] : weekdays
            parts = ["FREQ=WEEKLY", "BYDAY=\(days.map(Self.name).joined(separator: ","))"]
        case .monthly: parts = ["FREQ=MONTHLY", "BYDAY=\(ordinal(of: first))\(Self.name(first.weekday))"]
        case .monthlyByDate: parts = ["FREQ=MONTHLY", "BYMONTHDAY=\(first.day)"]
        case .yearly: parts = ["FREQ=YEARLY", "BYMONTHDAY=\(first.day)", "BYMONTH=\(first.month)"]
        }
        if interval > 1 { parts.append("INTERVAL=\(interval)") }
        return (parts + ["COUNT=\(count)"]).joined(separator: ";")
    }

    static func name(_ weekday: Int) -> String { ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][(weekday + 6) % 7] }

    private func weekly(from first: CalendarDay) throws -> [CalendarDay] {
        let wanted = weekdays.isEmpty ? [first.weekday] : weekdays
        guard wanted.contains(first.weekday) else {
            throw Problem(
                .usage, "\(first) is a \(Self.name(first.weekday)), which is not a day of the series",
                remedy: "Begin on one of \(wanted.map(Self.name).joined(separator: ", ")).")
        }
        var days: [CalendarDay] = [], monday = first.adding(days: 1 - first.weekday)
        while days.count < count {
            days += wanted.map { monday.adding(days: $0 - 1) }.filter { $0 >= first }
            monday = monday.adding(days: 7 * interval)
        }
        return Array(days.prefix(count))
    }

    private func months(from first: CalendarDay) throws -> [CalendarDay] {
        let step = frequency == .yearly ? 12 * interval : interval
        return try (0..<count).map { index in
            let month = first.year * 12 + first.month - 1 + index * step
            guard let day = CalendarDay(year: month / 12, month: month % 12 + 1, day: 1), day.year <= 2200 else {
                throw Problem(.usage, "the series goes on too long", remedy: "Choose fewer meetings.")
            }
            return day
        }
    }

    private func ordinal(of day: CalendarDay) -> Int { day.day > 28 ? -1 : (day.day - 1) / 7 + 1 }

    private func nth(of first: CalendarDay, in month: CalendarDay) -> CalendarDay? {
        let ahead = (first.weekday - month.weekday + 7) % 7, ordinal = ordinal(of: first)
        guard ordinal < 0 else { return month.adding(days: ahead + (ordinal - 1) * 7) }
        let last = month.adding(days: ahead + 28)
        return last.month == month.month ? last : last.adding(days: -7)
    }
}
