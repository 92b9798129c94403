internal import Coordination
internal import Zones

/// One VEVENT: the rule of a series, one of its meetings, or a single event.
struct EventPart {
    let sequence: Int
    /// The day that the rule gives a meeting of its own.
    var day: CalendarDay?
    /// RECURRENCE-ID: the start that the rule gives.
    var name: Instant?
    let start: Instant
    let end: Instant
    var rule: String?
    var excluded: [Instant] = []

    /// What a message consists of.
    ///
    /// Where a series is written in UTC, a meeting on the other side of a change of the clocks is one of its own, as moved by an hour.
    /// - Throws: `Problem.notAllowed` where the rule would name other days in UTC.
    static func parts(of message: EventMessage, _ form: TimeForm) throws -> [EventPart] {
        guard let series = message.series else {
            return [EventPart(sequence: message.sequence, start: message.span.start, end: message.span.end)]
        }
        let zone = form.zone, first = zone.wall(at: series.first.start)
        let length = series.first.end.duration(since: series.first.start)
        let isUTC = form.kind == .utc
        if isUTC, series.first.start.wall(offsetSeconds: 0).day != first.day {
            throw Problem(
                .notAllowed, at: "series",
                "is held in \(zone.name), whose clock changes calendar programs misread, at an hour that is another day in UTC",
                remedy: "Choose an hour that is the same day in UTC, or plan single meetings.")
        }
        func named(_ day: CalendarDay) -> (name: Instant, start: Instant, end: Instant) {
            let start = zone.instant(of: WallTime(day: day, secondOfDay: first.secondOfDay))
            let name =
                isUTC
                ? series.first.start.adding(.seconds((day.number - first.day.number) * 86_400)) : start
            return (name, start, end(start, length, day, message, zone))
        }
        if let only = message.only {
            let times = named(only), change = series.changes.first { $0.day == only }
            return [
                EventPart(
                    sequence: message.method == .declineCounter
                        ? message.sequence : change?.sequence ?? message.sequence,
                    day: only, name: times.name,
                    start: change?.span?.start ?? times.start, end: change?.span?.end ?? times.end)
            ]
        }
        var parts = [
            EventPart(
                sequence: message.sequence, start: series.first.start, end: series.first.end,
                rule: series.rule.rule(from: first.day),
                excluded: series.changes.filter { $0.span == nil }.map { named($0.day).name })
        ]
        if message.method == .cancel { return parts }
        for day in try series.rule.days(from: first.day) {
            let times = named(day), change = series.changes.first { $0.day == day }
            if let change {
                guard let span = change.span else { continue }
                parts.append(
                    EventPart(
                        sequence: change.sequence, day: day, name: times.name, start: span.start, end: span.end))
            } else if times.name != times.start {
                parts.append(
                    EventPart(
                        sequence: message.sequence, day: day, name: times.name, start: times.start, end: times.end))
            }
        }
        return parts
    }

    private static func end(
        _ start: Instant, _ length: Duration, _ day: CalendarDay, _ message: EventMessage, _ zone: Zone
    ) -> Instant {
        message.wholeDays.map { zone.start(of: day.adding(days: $0)) } ?? start.adding(length)
    }
}
