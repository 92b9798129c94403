package import Coordination
package import Scheduling
package import Zones

/// When one person may be asked to meet.
package struct Diary {
    let zone: Zone
    let calendar: CountryCalendar
    let hours: WorkingHours
    let busy: [TimeSpan]
    /// Meetings that the person is invited to already.
    let engagements: [TimeSpan]

    package init(
        zone: Zone, calendar: CountryCalendar, hours: WorkingHours, busy: [TimeSpan], engagements: [TimeSpan] = []
    ) {
        self.zone = zone
        self.calendar = calendar
        self.hours = hours
        self.busy = busy
        self.engagements = engagements
    }

    /// - Parameters:
    ///   - zone: the contact's.
    ///   - calendar: of the contact's country.
    package init(of contact: Contact, zone: Zone, calendar: CountryCalendar) {
        self.init(zone: zone, calendar: calendar, hours: contact.hours, busy: contact.busy)
    }

    /// Whether a moment lies in working hours of a business day.
    package func isWorking(at moment: Instant) -> Bool {
        let wall = zone.wall(at: moment)
        return calendar.isBusinessDay(wall.day)
            && (hours.startMinute..<hours.endMinute).contains(wall.secondOfDay / 60)
    }

    /// The first moment from then on that lies in working hours, within four weeks; then itself where there is none.
    package func workingMoment(after moment: Instant) -> Instant {
        let today = zone.wall(at: moment).day
        let spans = (0..<28).lazy.map { today.adding(days: $0) }.filter(calendar.isBusinessDay).compactMap(work)
        return spans.first { $0.end > moment }.map { max($0.start, moment) } ?? moment
    }

    /// The free slots: working hours of business days, without what is taken and what is past.
    package func free(on grid: TimeGrid) -> SlotSet {
        var free = SlotSet(count: grid.count, filled: false)
        guard grid.count > 0 else { return free }
        var day = zone.wall(at: grid.start).day.adding(days: -1)
        let last = zone.wall(at: grid.instant(grid.count)).day
        while day <= last {
            if calendar.isBusinessDay(day), let span = work(on: day) { free.insert(grid.inside(span)) }
            day = day.adding(days: 1)
        }
        for span in busy + engagements { free.remove(grid.touched(by: span)) }
        free.remove(0..<grid.firstOpen)
        return free
    }

    /// Why the person cannot come then; the first reason that holds.
    /// - Parameter wholeDays: the days that are meant, where the span is of whole days and hours do not matter.
    /// - Returns: `nil` where nothing stands against it.
    package func reason(against span: TimeSpan, wholeDays: [CalendarDay]? = nil) -> String? {
        if engagements.contains(where: { $0.overlaps(span) }) { return "invited to another convening then" }
        if busy.contains(where: { $0.overlaps(span) }) { return "busy" }
        let start = zone.wall(at: span.start)
        for day in wholeDays ?? zone.days(of: span) {
            if let holiday = calendar.holidays[day] { return "holiday (\(holiday))" }
            if calendar.weekend.contains(day.weekday) { return "weekend" }
        }
        guard wholeDays == nil else { return nil }
        if let work = work(on: start.day), work.start <= span.start, span.end <= work.end { return nil }
        return
            "outside working hours (\(start.clock)–\(zone.wall(at: span.end).clock) there, works \(hours.description.replacing("-", with: "–")))"
    }

    /// The day on which a span begins there.
    package func day(of span: TimeSpan) -> CalendarDay { zone.wall(at: span.start).day }

    private func work(on day: CalendarDay) -> TimeSpan? {
        TimeSpan(
            start: zone.instant(of: WallTime(day: day, secondOfDay: hours.startMinute * 60)),
            end: zone.instant(of: WallTime(day: day, secondOfDay: hours.endMinute * 60)))
    }
}

extension Zone {
    /// The days that a span touches there.
    package func days(of span: TimeSpan) -> [CalendarDay] {
        let last = wall(at: span.end.adding(.seconds(-1))).day
        return Array(sequence(first: wall(at: span.start).day) { $0 < last ? $0.adding(days: 1) : nil })
    }
}
