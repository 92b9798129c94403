/// What a clock on a wall shows: a day and a time of day, without a zone.
public struct WallTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let day: CalendarDay
    /// Seconds since midnight, 0 up to but not including 86 400.
    public let secondOfDay: Int

    public init(day: CalendarDay, secondOfDay: Int) {
        self.day = day.adding(days: Int((Double(secondOfDay) / 86_400).rounded(.down)))
        self.secondOfDay = ((secondOfDay % 86_400) + 86_400) % 86_400
    }

    public init(secondsSince1970 seconds: Int64) {
        let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
        day = CalendarDay(number: Int(days))
        secondOfDay = Int(seconds - days * 86_400)
    }

    public var hour: Int { secondOfDay / 3600 }
    public var minute: Int { secondOfDay / 60 % 60 }
    public var second: Int { secondOfDay % 60 }

    /// Seconds since 1970-01-01T00:00:00 on the same wall.
    public var secondsSince1970: Int64 { Int64(day.number) * 86_400 + Int64(secondOfDay) }

    public static func < (left: WallTime, right: WallTime) -> Bool { left.secondsSince1970 < right.secondsSince1970 }

    /// `06:15`.
    public var clock: String { "\(padded(hour)):\(padded(minute))" }

    /// `2026-11-21T06:15:00`.
    public var description: String { "\(day)T\(padded(hour)):\(padded(minute)):\(padded(second))" }

    /// - Throws: `Problem.badData` unless the text is `YYYY-MM-DDTHH:MM` with optional seconds, of the years 1900 to 2200.
    public init(parsing text: String) throws {
        let value = try WallTime(written: text)
        _ = try CalendarDay(parsing: value.day.description)
        self = value
    }

    /// Reads back what `description` wrote.
    init(written text: String) throws {
        let halves = text.split(separator: "T", omittingEmptySubsequences: false)
        let clock =
            halves.last.map { $0.split(separator: ":", omittingEmptySubsequences: false).map { digits(in: $0) ?? -1 } }
            ?? []
        guard halves.count == 2, (2...3).contains(clock.count), halves[1].utf8.count == clock.count * 3 - 1,
            (0...23).contains(clock[0]), (0...59).contains(clock[1]),
            (0...59).contains(clock.count == 3 ? clock[2] : 0),
            let day = try? CalendarDay(written: String(halves[0]))
        else {
            throw Problem(.badData, "'\(text.prefix(40))' is not a time", remedy: "Write it as 2026-03-12T14:00.")
        }
        self.init(day: day, secondOfDay: clock[0] * 3600 + clock[1] * 60 + (clock.count == 3 ? clock[2] : 0))
    }
}
