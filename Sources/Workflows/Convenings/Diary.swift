internal import Coordination
internal import DirectoryFiles
internal import Scheduling
internal import Zones

/// When one person may be asked to meet.
struct Diary {
    let zone: Zone
    let calendar: CountryCalendar
    let hours: WorkingHours
    let busy: [TimeSpan]

    /// The free slots: working hours of business days, without what is taken and what is past.
    func free(on grid: TimeGrid) -> SlotSet {
        var free = SlotSet(count: grid.count, filled: false)
        guard grid.count > 0 else { return free }
        var day = zone.wall(at: grid.start).day.adding(days: -1)
        let last = zone.wall(at: grid.instant(grid.count)).day
        while day <= last {
            if calendar.isBusinessDay(day), let span = work(on: day) { free.insert(grid.inside(span)) }
            day = day.adding(days: 1)
        }
        for span in busy { free.remove(grid.touched(by: span)) }
        free.remove(0..<grid.firstOpen)
        return free
    }

    /// Why the person cannot come then; the first reason that holds.
    func reason(against span: TimeSpan) -> String {
        if busy.contains(where: { $0.overlaps(span) }) { return "busy" }
        let day = zone.wall(at: span.start).day
        if let holiday = calendar.holidays[day] { return "holiday (\(holiday))" }
        if calendar.weekend.contains(day.weekday) { return "weekend" }
        let local = zone.wall(at: span.start).description.dropFirst(11).prefix(5)
        return "outside working hours (\(local) there)"
    }

    private func work(on day: CalendarDay) -> TimeSpan? {
        TimeSpan(
            start: zone.instant(of: WallTime(day: day, secondOfDay: hours.startMinute * 60)),
            end: zone.instant(of: WallTime(day: day, secondOfDay: hours.endMinute * 60)))
    }
}
