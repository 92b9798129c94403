public import Coordination

/// The rule that a zone follows from now on: the footer of its file (RFC 8536 section 3.3, a POSIX TZ string).
public struct ZoneRule: Hashable, Sendable {
    /// When the clocks change: the n-th weekday of a month, at a wall time.
    public struct Change: Hashable, Sendable {
        public let month: Int
        /// 1 to 4, or 5 for the last.
        public let week: Int
        /// 0 is Sunday.
        public let weekday: Int
        /// Seconds after midnight; may be negative or beyond a day.
        public let second: Int

        /// The day, before the time is added.
        public func day(in year: Int) -> CalendarDay? {
            guard let first = CalendarDay(year: year, month: month, day: 1) else { return nil }
            let ahead = (weekday - first.weekday % 7 + 7) % 7
            var day = first.adding(days: ahead + (week - 1) * 7)
            while day.month != month { day = day.adding(days: -7) }
            return day
        }
    }

    /// Names and offsets in seconds east of Greenwich.
    public let standardName: String
    public let standardOffset: Int
    public let daylightName: String?
    public let daylightOffset: Int
    /// Where there is daylight time: its start, and the return to standard time.
    public let daylightStart: Change?
    public let standardStart: Change?

    /// Whether calendar programs can express it: both changes fall on their own day between 00:00 and 24:00.
    public var isPlain: Bool {
        [daylightStart, standardStart].compactMap { $0 }.allSatisfy { (0..<86_400).contains($0.second) }
    }

    /// Seconds east of Greenwich at a moment.
    public func offset(at instant: Instant) -> Int {
        guard let daylightStart, let standardStart else { return standardOffset }
        let year = instant.wall(offsetSeconds: standardOffset).day.year
        guard let start = moment(daylightStart, in: year, offset: standardOffset),
            let end = moment(standardStart, in: year, offset: daylightOffset)
        else { return standardOffset }
        let isDaylight =
            start < end ? (start..<end).contains(instant.seconds) : !(end..<start).contains(instant.seconds)
        return isDaylight ? daylightOffset : standardOffset
    }

    private func moment(_ change: Change, in year: Int, offset: Int) -> Int64? {
        change.day(in: year).map { Int64($0.number) * 86_400 + Int64(change.second - offset) }
    }
}

extension ZoneRule {
    /// Reads a POSIX TZ string; `nil` where it is empty or of a form the zone files do not use.
    init?(posix text: String) {
        var scan = PosixScanner(text)
        guard let name = scan.name(), let west = scan.time() else { return nil }
        standardName = name
        standardOffset = -west
        guard let daylight = scan.name() else {
            guard scan.isAtEnd else { return nil }
            daylightName = nil
            daylightOffset = -west
            daylightStart = nil
            standardStart = nil
            return
        }
        daylightName = daylight
        daylightOffset = scan.time().map { -$0 } ?? standardOffset + 3600
        guard let start = scan.change(), let end = scan.change(), scan.isAtEnd else { return nil }
        daylightStart = start
        standardStart = end
    }
}

/// Walks over a POSIX TZ string.
private struct PosixScanner {
    private var rest: Substring

    init(_ text: String) { rest = Substring(text) }
    var isAtEnd: Bool { rest.isEmpty }

    mutating func name() -> String? {
        if rest.first == "<", let close = rest.firstIndex(of: ">") {
            let name = rest[rest.index(after: rest.startIndex)..<close]
            rest = rest[rest.index(after: close)...]
            return String(name)
        }
        let name = rest.prefix { $0.isLetter }
        guard name.count >= 3 else { return nil }
        rest = rest.dropFirst(name.count)
        return String(name)
    }

    /// `[+-]h[h[h]][:mm[:ss]]` in seconds.
    mutating func time() -> Int? {
        var sign = 1
        if let first = rest.first, first == "-" || first == "+" {
            sign = first == "-" ? -1 : 1
            rest = rest.dropFirst()
        }
        guard let hours = number() else { return nil }
        var seconds = hours * 3600
        for unit in [60, 1] where take(":") {
            guard let part = number() else { return nil }
            seconds += part * unit
        }
        return sign * seconds
    }

    /// `,Mm.w.d[/time]`.
    mutating func change() -> ZoneRule.Change? {
        guard take(","), take("M"), let month = number(), take("."), let week = number(), take("."), let day = number(),
            (1...12).contains(month), (1...5).contains(week), (0...6).contains(day)
        else { return nil }
        let second = take("/") ? time() : 7200
        return second.map { ZoneRule.Change(month: month, week: week, weekday: day, second: $0) }
    }

    private mutating func number() -> Int? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard (1...3).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        return Int(digits)
    }

    private mutating func take(_ character: Character) -> Bool {
        guard rest.first == character else { return false }
        rest = rest.dropFirst()
        return true
    }
}
