internal import CLibical
internal import Coordination

/// Reads an answer that the screen has let through.
enum ReplyReader {
    /// - Throws: `Problem.badData` that says what is missing.
    static func read(_ bytes: [UInt8], from sender: EmailAddress?) throws -> Reply {
        guard let calendar = Component.parse(try CalendarScreen.reduce(bytes)) else {
            throw wrong("is not a calendar object")
        }
        guard let methodProperty = calendar.properties(ICAL_METHOD_PROPERTY).first else { throw wrong("has no METHOD") }
        let method: Reply.Method
        switch icalproperty_get_method(methodProperty) {
        case ICAL_METHOD_REPLY: method = .reply
        case ICAL_METHOD_COUNTER: method = .counter
        default: throw wrong("is no answer: its METHOD is neither REPLY nor COUNTER")
        }
        guard let event = calendar.children(ICAL_VEVENT_COMPONENT).first,
            let uidProperty = event.properties(ICAL_UID_PROPERTY).first, let uid = icalproperty_get_uid(uidProperty)
        else { throw wrong("has no UID") }
        guard let stampProperty = event.properties(ICAL_DTSTAMP_PROPERTY).first,
            let stamp = instant(icalproperty_get_dtstamp(stampProperty))
        else { throw wrong("has no DTSTAMP") }
        // The properties belong to `event` and `calendar`, which must outlive the last look at them.
        defer { withExtendedLifetime((calendar, event)) {} }
        let sequence = event.properties(ICAL_SEQUENCE_PROPERTY).first.map { Int(icalproperty_get_sequence($0)) } ?? 0
        let attendees = try event.properties(ICAL_ATTENDEE_PROPERTY).map(attendee)
        guard !attendees.isEmpty else { throw wrong("has no ATTENDEE") }
        return Reply(
            method: method, uid: String(cString: uid), attendees: attendees, sequence: max(0, sequence), stamp: stamp,
            from: sender)
    }

    private static func attendee(_ property: OpaquePointer) throws -> (address: EmailAddress, answer: Reply.Answer) {
        let value = icalproperty_get_attendee(property).map { String(cString: $0) } ?? ""
        let bare = value.lowercased().hasPrefix("mailto:") ? String(value.dropFirst(7)) : value
        guard let address = EmailAddress(rawValue: bare) else { throw wrong("has an ATTENDEE that is no mail address") }
        let status = icalproperty_get_first_parameter(property, ICAL_PARTSTAT_PARAMETER)
            .map(icalparameter_get_partstat)
        switch status {
        case ICAL_PARTSTAT_ACCEPTED: return (address, .accepted)
        case ICAL_PARTSTAT_TENTATIVE: return (address, .tentative)
        case ICAL_PARTSTAT_DECLINED: return (address, .declined)
        case ICAL_PARTSTAT_DELEGATED: return (address, .delegated)
        default: return (address, .needsAction)
        }
    }

    /// A time without a zone is read as UTC: RFC 5545 section 3.8.7.2 knows no other DTSTAMP.
    private static func instant(_ time: icaltimetype) -> Instant? {
        guard icaltime_is_null_time(time) == 0, icaltime_is_valid_time(time) != 0,
            let day = CalendarDay(year: Int(time.year), month: Int(time.month), day: Int(time.day))
        else { return nil }
        let second = Int(time.hour) * 3600 + Int(time.minute) * 60 + Int(time.second)
        return Instant(seconds: WallTime(day: day, secondOfDay: second).secondsSince1970)
    }

    private static func wrong(_ what: String) -> Problem {
        Problem(
            .badData, at: "calendar", what, remedy: "Ask the person to answer again, or record the answer by hand.")
    }
}
