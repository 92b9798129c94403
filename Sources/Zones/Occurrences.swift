public import Coordination

extension Zone {
    /// The meetings of a convening that has a time: of a series every one, else the one.
    /// - Throws: `Problem.usage` where the first day is none of the series.
    public func occurrences(of convening: Convening) throws -> [Occurrence] {
        guard let span = convening.span else { return [] }
        let first = wall(at: span.start), length = span.end.duration(since: span.start)
        guard let rule = convening.recurrence else {
            return [
                Occurrence(
                    day: first.day, recurrenceID: span.start, recurrenceIDInUTC: span.start, span: span,
                    isCancelled: false,
                    isMoved: false, sequence: convening.sequence)
            ]
        }
        return try rule.days(from: first.day).map { day in
            let start = instant(of: WallTime(day: day, secondOfDay: first.secondOfDay))
            let end =
                convening.wholeDays.map { self.start(of: day.adding(days: $0)) } ?? start.adding(length)
            let change = convening.changes.first { $0.day == day }
            return Occurrence(
                day: day, recurrenceID: start,
                recurrenceIDInUTC: span.start.adding(.seconds((day.number - first.day.number) * 86_400)),
                span: change?.span ?? TimeSpan(start: start, end: end) ?? span,
                isCancelled: change.map { $0.span == nil } ?? false, isMoved: change?.span != nil,
                sequence: change?.sequence ?? convening.sequence)
        }
    }

    /// The span of whole days in this zone.
    public func wholeDays(_ count: Int, from day: CalendarDay) -> TimeSpan? {
        TimeSpan(start: start(of: day), end: start(of: day.adding(days: count)))
    }
}
