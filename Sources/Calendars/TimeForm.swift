internal import CLibical
internal import Coordination
internal import Zones

/// How the times of one message are written: as days, in the convening's zone, or in UTC.
struct TimeForm {
    enum Kind { case days, zoned, utc }

    let kind: Kind
    let zone: Zone
    /// The VTIMEZONE that goes with it.
    let component: ZoneComponent?

    /// UTC where programs misread the zone's rule or the hour, and for the cancellation of a single meeting: older Outlook
    /// programs refuse one with a zone.
    init(_ message: EventMessage, zones: ZoneData) throws {
        let zone = try zones.zone(message.zone)
        self.zone = zone
        guard message.wholeDays == nil else {
            kind = .days
            component = nil
            return
        }
        let isSingle = message.series == nil
        let first = zone.wall(at: (message.series?.first ?? message.span).start)
        let days = try message.series.map { try $0.rule.days(from: first.day) } ?? [first.day]
        let end = isSingle ? nil : days.last.map { zone.start(of: $0.adding(days: 1)) }
        let starts = days.map { WallTime(day: $0, secondOfDay: first.secondOfDay) }
        // A series has one form for all its messages, so only the rule counts: its meetings are named by it.
        let walls = isSingle ? [message.span.start, message.span.end].map(zone.wall) : starts
        guard message.zone != .utc, !(isSingle && message.method == .cancel), walls.allSatisfy(zone.showsOnce),
            let rule = zone.expressibleRule(from: message.series?.first.start ?? message.span.start, until: end)
        else {
            kind = .utc
            component = nil
            return
        }
        kind = .zoned
        component = ZoneComponent(name: message.zone, rule: rule)
    }

    /// Adds a property that holds a time.
    func add(_ event: Component, _ instant: Instant, _ make: (icaltimetype) -> OpaquePointer?) {
        switch kind {
        case .days:
            let day = zone.wall(at: instant).day.description.filter { $0 != "-" }
            event.add(make(icaltime_from_string(day)), parameters: [icalparameter_new_value(ICAL_VALUE_DATE)])
        case .zoned:
            event.add(
                make(icaltime_from_string(EventWriter.basic(zone.wall(at: instant)))),
                parameters: [icalparameter_new_tzid(zone.name.rawValue)])
        case .utc: event.add(make(utc(instant)))
        }
    }

    func utc(_ instant: Instant) -> icaltimetype {
        icaltime_from_string(EventWriter.basic(instant.wall(offsetSeconds: 0)) + "Z")
    }
}
