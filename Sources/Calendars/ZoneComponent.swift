internal import CLibical
internal import Coordination
internal import Zones

/// The slim VTIMEZONE that every calendar program reads alike: one STANDARD, at most one DAYLIGHT, anchored in 1970.
struct ZoneComponent {
    let name: ZoneName
    let rule: ZoneRule

    func fill(_ zone: Component) {
        zone.add(icalproperty_new_tzid(name.rawValue))
        let start = "19700101T000000"
        guard let daylightName = rule.daylightName, let toDaylight = rule.daylightStart,
            let toStandard = rule.standardStart
        else {
            zone.add(ICAL_XSTANDARD_COMPONENT) {
                observance($0, rule.standardName, from: rule.standardOffset, to: rule.standardOffset, start: start)
            }
            return
        }
        zone.add(ICAL_XSTANDARD_COMPONENT) {
            observance(
                $0, rule.standardName, from: rule.daylightOffset, to: rule.standardOffset,
                start: firstStart(toStandard) ?? start, change: toStandard)
        }
        zone.add(ICAL_XDAYLIGHT_COMPONENT) {
            observance(
                $0, daylightName, from: rule.standardOffset, to: rule.daylightOffset,
                start: firstStart(toDaylight) ?? start, change: toDaylight)
        }
    }

    private func observance(
        _ part: Component, _ label: String, from: Int, to: Int, start: String, change: ZoneRule.Change? = nil
    ) {
        part.add(icalproperty_new_dtstart(icaltime_from_string(start)))
        part.add(icalproperty_new_tzoffsetfrom(Int32(clamping: from)))
        part.add(icalproperty_new_tzoffsetto(Int32(clamping: to)))
        part.add(icalproperty_new_tzname(label))
        if let change {
            let day = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"][change.weekday]
            let week = change.week == 5 ? -1 : change.week
            part.add(
                icalproperty_new_rrule(
                    icalrecurrencetype_from_string("FREQ=YEARLY;BYDAY=\(week)\(day);BYMONTH=\(change.month)")))
        }
    }

    private func firstStart(_ change: ZoneRule.Change) -> String? {
        change.day(in: 1970).map { EventWriter.basic(WallTime(day: $0, secondOfDay: change.second)) }
    }
}
