internal import CLibical
internal import Coordination

/// Reads an answer that the screen has let through.
enum ReplyReader {
    /// What an answer says of each event; copies that say nothing of a meeting beside others that do are left out.
    /// - Returns: none where its METHOD is none that an invitee sends.
    /// - Throws: `Problem.badData` that says what is missing.
    static func read(_ bytes: [UInt8], isKnownZone: (String) -> Bool) throws -> [Reply] {
        let replies = try CalendarScreen.events(of: bytes, isKnown: isKnownZone).compactMap(reply)
        // Whoever asks for the present version gets it once.
        if replies.first?.method == .refresh { return Array(replies.prefix(1)) }
        let said = replies.filter { reply in
            reply.method != .reply || !reply.attendees.allSatisfy { $0.answer == .needsAction }
        }
        // A copy of a meeting that stood in the program before the person answered for the series.
        let answers = said.filter { reply in
            reply.occurrence == nil
                || !said.contains { $0.uid == reply.uid && $0.occurrence == nil && reply.stamp < $0.stamp }
        }
        guard answers.count <= CalendarScreen.maximumAnswers else { throw wrong("replies for too many meetings") }
        return answers.isEmpty ? Array(replies.prefix(1)) : answers
    }

    private static func reply(_ screened: CalendarScreen) throws -> Reply? {
        guard let calendar = Component.parse(screened.text) else { throw wrong("is not a calendar object") }
        guard let methodProperty = calendar.properties(ICAL_METHOD_PROPERTY).first else { throw wrong("has no METHOD") }
        let method: Reply.Method
        switch icalproperty_get_method(methodProperty) {
        case ICAL_METHOD_REPLY: method = .reply
        case ICAL_METHOD_COUNTER: method = .counter
        case ICAL_METHOD_REFRESH: method = .refresh
        default: return nil
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
            occurrence: screened.times["RECURRENCE-ID"], start: screened.times["DTSTART"],
            end: screened.times["DTEND"], comment: screened.comment, organizers: screened.organizers,
            oddity: screened.oddity, strangeZones: screened.strangeZones,
            isRepeating: screened.isRepeating)
    }

    private static func attendee(_ property: OpaquePointer) throws -> Reply.Attendee {
        let value = icalproperty_get_attendee(property).map { String(cString: $0) } ?? ""
        func parameter(_ kind: icalparameter_kind, _ get: (OpaquePointer?) -> UnsafePointer<CChar>?) -> EmailAddress? {
            icalproperty_get_first_parameter(property, kind).flatMap { get($0) }.flatMap {
                EmailAddress(uri: String(cString: $0))
            }
        }
        guard let address = EmailAddress(uri: value) ?? parameter(ICAL_EMAIL_PARAMETER, icalparameter_get_email) else {
            throw wrong("has an ATTENDEE that is not a mail address")
        }
        let delegatedTo = parameter(ICAL_DELEGATEDTO_PARAMETER, icalparameter_get_delegatedto)
        let delegatedFrom = parameter(ICAL_DELEGATEDFROM_PARAMETER, icalparameter_get_delegatedfrom)
        return Reply.Attendee(
            address: address, answer: answer(property), delegatedTo: delegatedTo.map { [$0] } ?? [],
            delegatedFrom: delegatedFrom.map { [$0] } ?? [],
            sentBy: parameter(ICAL_SENTBY_PARAMETER, icalparameter_get_sentby))
    }

    private static func answer(_ property: OpaquePointer) -> Reply.Answer {
        switch icalproperty_get_first_parameter(property, ICAL_PARTSTAT_PARAMETER).map(icalparameter_get_partstat) {
        case ICAL_PARTSTAT_ACCEPTED: .accepted
        case ICAL_PARTSTAT_TENTATIVE: .tentative
        case ICAL_PARTSTAT_DECLINED: .declined
        case ICAL_PARTSTAT_DELEGATED: .delegated
        default: .needsAction
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
            .badData, at: "calendar", what, remedy: "Ask the person to reply again, or record the reply by hand.")
    }
}
