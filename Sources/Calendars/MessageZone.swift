internal import Coordination

/// A time zone as a message defines it (RFC 5545 section 3.6.5), by arithmetic of our own: yearly changes on one day of one month, as all
/// programs write them. Any other rule is understood as none.
struct MessageZone {
    /// What holds from a change on.
    private struct Observance {
        /// The last onset as seconds since 1970: of UTC, or of the wall where it says no zone.
        var start: WallTime?, until: Int64?, isUntilUTC = false, from: Int?, to: Int?
        var month: Int?, day: (weekday: Int, place: Int)?, monthDay: Int?, isYearly = false, isStrange = false
    }

    private static let maximumObservances = 60
    private var observances: [Observance] = []

    mutating func begin() { observances.append(Observance()) }

    /// Takes in one line of the observance that was begun last.
    mutating func take(_ name: String, _ value: String) {
        guard !observances.isEmpty else { return }
        let place = observances.count - 1
        switch name {
        case "DTSTART": observances[place].start = Self.time(value)
        case "TZOFFSETFROM": observances[place].from = Self.offset(value)
        case "TZOFFSETTO": observances[place].to = Self.offset(value)
        case "RRULE": Self.rule(value, &observances[place])
        case "RDATE", "EXDATE", "EXRULE": observances[place].isStrange = true
        default: break
        }
    }

    /// Seconds east of UTC when a clock there shows a time.
    /// - Returns: `nil` where the definition is not understood.
    func offset(at wall: WallTime) -> Int? {
        guard !observances.isEmpty, observances.count <= Self.maximumObservances else { return nil }
        var last: (at: Int64, offset: Int)?, earliest: (at: Int64, offset: Int)?
        for observance in observances {
            guard let start = observance.start, let from = observance.from, let to = observance.to,
                !observance.isStrange
            else { return nil }
            if earliest.map({ start.secondsSince1970 < $0.at }) ?? true { earliest = (start.secondsSince1970, from) }
            let onsets =
                observance.isYearly
                ? Self.years(wall, observance.until).compactMap { onset(observance, in: $0, like: start) } : [start]
            for onset in onsets
            where onset >= start && onset <= wall
                && observance.until.map({
                    onset.secondsSince1970 - (observance.isUntilUTC ? Int64(from) : 0) <= $0
                }) ?? true
            {
                if last.map({ onset.secondsSince1970 > $0.at }) ?? true { last = (onset.secondsSince1970, to) }
            }
        }
        return (last ?? earliest)?.offset
    }

    /// The years in which the last change before a time can lie.
    private static func years(_ wall: WallTime, _ until: Int64?) -> [Int] {
        let end = until.map { WallTime(secondsSince1970: $0).day.year + 1 } ?? wall.day.year
        let last = min(wall.day.year, end)
        return [last, last - 1, last - 2]
    }

    private func onset(_ observance: Observance, in year: Int, like start: WallTime) -> WallTime? {
        let month = observance.month ?? start.day.month
        guard let first = CalendarDay(year: year, month: month, day: 1) else { return nil }
        var day: CalendarDay?
        if let (weekday, place) = observance.day {
            if place < 0 {
                let next = CalendarDay(year: month == 12 ? year + 1 : year, month: month % 12 + 1, day: 1) ?? first
                let end = next.adding(days: -1)
                day = end.adding(days: -((end.weekday - weekday + 7) % 7) + (place + 1) * 7)
            } else {
                // With a day of the month: the first such weekday on or after it.
                let base = observance.monthDay.flatMap { CalendarDay(year: year, month: month, day: $0) } ?? first
                day = base.adding(days: (weekday - base.weekday + 7) % 7 + (max(place, 1) - 1) * 7)
            }
        } else {
            day = CalendarDay(year: year, month: month, day: observance.monthDay ?? start.day.day)
        }
        // A fifth Sunday that there is none of.
        return day.flatMap { $0.month == month ? WallTime(day: $0, secondOfDay: start.secondOfDay) : nil }
    }

    private static func rule(_ value: String, _ observance: inout Observance) {
        observance.isYearly = true
        for part in value.split(separator: ";") {
            let pair = part.split(separator: "=", maxSplits: 1)
            guard pair.count == 2 else {
                observance.isStrange = true
                return
            }
            let text = String(pair[1])
            switch pair[0] {
            case "FREQ": observance.isStrange = observance.isStrange || text != "YEARLY"
            case "BYMONTH":
                observance.month = Int(text)
                observance.isStrange = observance.isStrange || observance.month == nil
            case "BYDAY":
                let weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
                let place = text.dropLast(2).isEmpty ? 0 : Int(text.dropLast(2))
                guard let weekday = weekdays.firstIndex(of: String(text.suffix(2))), let place, (-5...5).contains(place)
                else {
                    observance.isStrange = true
                    return
                }
                observance.day = (weekday + 1, place)
            case "BYMONTHDAY": observance.monthDay = text.split(separator: ",").compactMap { Int($0) }.min()
            case "INTERVAL": observance.isStrange = observance.isStrange || text != "1"
            case "WKST": break
            case "UNTIL":
                observance.until = time(text).map { $0.secondsSince1970 + (text.count == 8 ? 86_399 : 0) }
                observance.isUntilUTC = text.hasSuffix("Z")
                observance.isStrange = observance.isStrange || observance.until == nil
            default: observance.isStrange = true
            }
        }
        let isWithinMonth = observance.month.map { (1...12).contains($0) } ?? true
        if observance.day != nil, observance.month == nil { observance.isStrange = true }
        if !isWithinMonth || observance.monthDay.map({ !(1...31).contains($0) }) == true { observance.isStrange = true }
    }

    /// `+0100`, `-0330`, with seconds or without (RFC 5545 section 3.3.14).
    private static func offset(_ text: String) -> Int? {
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let digits = text.dropFirst()
        guard digits.count == 4 || digits.count == 6, digits.allSatisfy({ $0.isASCII && $0.isNumber }),
            let number = Int(digits.count == 4 ? digits + "00" : digits)
        else { return nil }
        let seconds = number / 10_000 * 3600 + number / 100 % 100 * 60 + number % 100
        return seconds < 86_400 ? (sign == "-" ? -seconds : seconds) : nil
    }

    /// Of any year: old programs begin in 1601.
    private static func time(_ text: String) -> WallTime? {
        let digits = text.filter { $0.isASCII && $0.isNumber }
        guard digits.count == 8 || digits.count == 14, let number = Int(digits.prefix(8)),
            let day = CalendarDay(year: number / 10_000, month: number / 100 % 100, day: number % 100)
        else { return nil }
        let clock = Int(digits.dropFirst(8)) ?? 0
        return WallTime(day: day, secondOfDay: clock / 10_000 * 3600 + clock / 100 % 100 * 60 + clock % 100)
    }
}
