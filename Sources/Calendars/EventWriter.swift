internal import CLibical
internal import Coordination
internal import Zones

/// Builds the text of calendar messages.
struct EventWriter {
    private let zones: ZoneData
    /// The last rule that was looked up: all invitations of a convening need the same one.
    private var known: (zone: ZoneName, start: Instant, rule: ZoneRule?)?

    init(zones: ZoneData) { self.zones = zones }

    /// RFC 5545 text of one message.
    /// - Throws: `Problem.badData` for a value that could break a line; `Problem.unavailable` if libical's own reading
    ///   of the text differs from what was built.
    mutating func write(_ messages: [EventMessage], method: EventMessage.Method) throws -> [UInt8] {
        let calendar = Component(ICAL_VCALENDAR_COMPONENT)
        calendar.add(icalproperty_new_prodid("-//Convoke//Convoke//EN"))
        calendar.add(icalproperty_new_version("2.0"))
        calendar.add(icalproperty_new_calscale("GREGORIAN"))
        calendar.add(icalproperty_new_method(Self.code(of: method)))
        var zonesWritten: Set<ZoneName> = []
        var rules: [ZoneRule?] = []
        for message in messages { rules.append(try rule(for: message)) }
        for (message, rule) in zip(messages, rules) {
            if let rule, zonesWritten.insert(message.zone).inserted {
                calendar.add(ICAL_VTIMEZONE_COMPONENT) { ZoneComponent(name: message.zone, rule: rule).fill($0) }
            }
        }
        for (message, rule) in zip(messages, rules) {
            try calendar.add(ICAL_VEVENT_COMPONENT) { try fill($0, message, method, inZone: rule != nil) }
        }
        guard let text = calendar.text(), let again = Component.parse(text)?.text(), again == text else {
            throw Problem(
                .unavailable, at: "calendar", "libical does not read what it wrote",
                remedy: "Nothing was sent. Look for unusual characters in titles, names and places.")
        }
        return Array(text.utf8)
    }

    /// The rule to write the event's times in its zone; `nil` where they are written in UTC.
    ///
    /// A cancellation is always in UTC: older Outlook programs refuse one with a zone.
    private mutating func rule(for message: EventMessage) throws -> ZoneRule? {
        guard message.method != .cancel, message.zone != .utc else { return nil }
        if let known, known.zone == message.zone, known.start == message.span.start { return known.rule }
        let rule = try zones.zone(message.zone).expressibleRule(around: message.span.start)
        known = (message.zone, message.span.start, rule)
        return rule
    }

    private func fill(
        _ event: Component, _ message: EventMessage, _ method: EventMessage.Method, inZone: Bool
    ) throws {
        event.add(icalproperty_new_uid(try SafeText.checked(message.uid, field: "UID")))
        event.add(icalproperty_new_dtstamp(Self.utc(message.stamp)))
        event.add(icalproperty_new_sequence(Int32(clamping: message.sequence)))
        event.add(
            icalproperty_new_organizer("mailto:\(message.organizerAddress)"),
            parameters: [icalparameter_new_cn(try Self.parameter(message.organizerName, field: "organizer"))])
        for attendee in message.attendees {
            var parameters = [
                icalparameter_new_cutype(ICAL_CUTYPE_INDIVIDUAL), icalparameter_new_role(Self.code(of: attendee.role)),
                icalparameter_new_partstat(Self.code(of: attendee.answer)),
            ]
            if method == .request { parameters.append(icalparameter_new_rsvp(ICAL_RSVP_TRUE)) }
            parameters.append(icalparameter_new_cn(try Self.parameter(attendee.name, field: "attendee")))
            event.add(icalproperty_new_attendee("mailto:\(attendee.address)"), parameters: parameters)
        }
        let zone = inZone ? try zones.zone(message.zone) : nil
        event.add(
            icalproperty_new_dtstart(Self.time(message.span.start, zone)), parameters: Self.tzid(zone))
        event.add(icalproperty_new_dtend(Self.time(message.span.end, zone)), parameters: Self.tzid(zone))
        event.add(icalproperty_new_summary(try SafeText.checked(message.summary, field: "title")))
        if !message.details.isEmpty {
            event.add(
                icalproperty_new_description(
                    try SafeText.checked(message.details, field: "description", allowingNewlines: true)))
        }
        if let location = message.location {
            event.add(icalproperty_new_location(try SafeText.checked(location, field: "place")))
        }
        event.add(icalproperty_new_class(message.isPrivate ? ICAL_CLASS_PRIVATE : ICAL_CLASS_PUBLIC))
        if method != .reply {
            event.add(icalproperty_new_status(method == .cancel ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED))
            event.add(icalproperty_new_transp(method == .cancel ? ICAL_TRANSP_TRANSPARENT : ICAL_TRANSP_OPAQUE))
        }
    }

    /// RFC 6868 gives `^` a meaning in parameters, which this libical reads but does not write, so it is left out.
    private static func parameter(_ text: String, field: String) throws -> String {
        try SafeText.checked(text, field: field).filter { $0 != "^" }.split(separator: " ").joined(separator: " ")
    }

    private static func time(_ instant: Instant, _ zone: Zone?) -> icaltimetype {
        guard let zone else { return utc(instant) }
        return icaltime_from_string(basic(zone.wall(at: instant)))
    }

    private static func tzid(_ zone: Zone?) -> [OpaquePointer?] {
        zone.map { [icalparameter_new_tzid($0.name.rawValue)] } ?? []
    }

    private static func utc(_ instant: Instant) -> icaltimetype {
        icaltime_from_string(basic(instant.wall(offsetSeconds: 0)) + "Z")
    }

    /// RFC 5545 section 3.3.5: `20260312T140000`.
    static func basic(_ wall: WallTime) -> String { wall.description.filter { $0 != "-" && $0 != ":" } }

    private static func code(of method: EventMessage.Method) -> icalproperty_method {
        switch method {
        case .publish: ICAL_METHOD_PUBLISH
        case .request: ICAL_METHOD_REQUEST
        case .cancel: ICAL_METHOD_CANCEL
        case .reply: ICAL_METHOD_REPLY
        }
    }

    private static func code(of role: Invitation.Role) -> icalparameter_role {
        switch role {
        case .chair: ICAL_ROLE_CHAIR
        case .required: ICAL_ROLE_REQPARTICIPANT
        case .optional: ICAL_ROLE_OPTPARTICIPANT
        }
    }

    private static func code(of answer: Reply.Answer) -> icalparameter_partstat {
        switch answer {
        case .accepted: ICAL_PARTSTAT_ACCEPTED
        case .tentative: ICAL_PARTSTAT_TENTATIVE
        case .declined: ICAL_PARTSTAT_DECLINED
        case .delegated: ICAL_PARTSTAT_DELEGATED
        case .needsAction: ICAL_PARTSTAT_NEEDSACTION
        }
    }
}
