internal import CLibical
internal import Coordination
internal import Zones

/// Builds calendar objects: libical puts the common part together, and reads it again before it is used.
struct EventWriter {
    private let zones: ZoneData

    init(zones: ZoneData) { self.zones = zones }

    /// One event, or a series with the meetings that differ, for any number of recipients.
    /// - Throws: `Problem.badData` for a value that could break a line; `Problem.unavailable` if libical's own reading of the text
    ///   differs from what was built.
    func template(_ message: EventMessage) throws -> EventTemplate {
        let form = try TimeForm(message, zones: zones)
        let calendar = try frame(message.method)
        if let zone = form.component { calendar.add(ICAL_VTIMEZONE_COMPONENT) { zone.fill($0) } }
        let parts = try EventPart.parts(of: message, form)
        for part in parts { try calendar.add(ICAL_VEVENT_COMPONENT) { try fill($0, message, part, form) } }
        guard let text = calendar.text() else { throw Self.unreadable }
        let template = EventTemplate(pieces: try pieces(of: text, message, parts), method: message.method)
        try check(template, events: parts.count)
        return template
    }

    /// The same with its UID, for a file of many events without attendees.
    func published(
        _ events: [(uid: String, message: EventMessage)], todos: [TodoMessage], organizer: EventMessage.Organizer,
        name: String
    ) throws -> [UInt8] {
        var zoneTexts: [ZoneName: [UInt8]] = [:], bodies: [UInt8] = []
        for (uid, message) in events {
            let bytes = try template(message).bytes(uid: uid, organizer: organizer, attendees: [])
            let lines = CalendarLines(bytes)
            if let zone = lines.block("VTIMEZONE") { zoneTexts[message.zone] = zone }
            bodies += lines.blocks("VEVENT")
        }
        for todo in todos { bodies += try todo.bytes() }
        var result: [UInt8] = []
        for line in [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:\(Self.product)", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
            "X-WR-CALNAME:\(ContentLine.escaped(try SafeText.checked(name, field: "name")))",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H",
        ] { ContentLine.append(line, to: &result) }
        for (_, zone) in zoneTexts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) { result += zone }
        result += bodies
        ContentLine.append("END:VCALENDAR", to: &result)
        guard Component.parse(String(decoding: result, as: UTF8.self)) != nil else { throw Self.unreadable }
        return result
    }

    static let product = "-//Convoke//Convoke//EN"

    private func frame(_ method: EventMessage.Method) throws -> Component {
        let calendar = Component(ICAL_VCALENDAR_COMPONENT)
        calendar.add(icalproperty_new_prodid(Self.product))
        calendar.add(icalproperty_new_version("2.0"))
        calendar.add(icalproperty_new_calscale("GREGORIAN"))
        calendar.add(icalproperty_new_method(Self.code(of: method)))
        return calendar
    }

    private func fill(_ event: Component, _ message: EventMessage, _ part: EventPart, _ form: TimeForm) throws {
        event.add(icalproperty_new_uid(Placeholder.uid))
        event.add(icalproperty_new_dtstamp(form.utc(message.stamp)))
        event.add(icalproperty_new_sequence(Int32(clamping: part.sequence)))
        event.add(icalproperty_new_comment(Placeholder.people))
        if let name = part.name { form.add(event, name, icalproperty_new_recurrenceid) }
        // RFC 5546 section 3.2.8: what declines a proposal names the event and its revision; the time stays as it was.
        form.add(event, part.start, icalproperty_new_dtstart)
        form.add(event, part.end, icalproperty_new_dtend)
        if let rule = part.rule {
            event.add(icalproperty_new_rrule(icalrecurrencetype_from_string(rule)))
        }
        for day in part.excluded { form.add(event, day, icalproperty_new_exdate) }
        event.add(icalproperty_new_summary(try SafeText.checked(message.summary, field: "title")))
        if !message.details.isEmpty {
            event.add(
                icalproperty_new_description(
                    try SafeText.checked(message.details, field: "description", allowingNewlines: true)))
        }
        if let location = message.location {
            event.add(icalproperty_new_location(try SafeText.checked(location, field: "place")))
        }
        if message.html != nil || message.conference != nil { event.add(icalproperty_new_comment(Placeholder.extras)) }
        event.add(icalproperty_new_class(message.isPrivate ? ICAL_CLASS_PRIVATE : ICAL_CLASS_PUBLIC))
        guard message.method != .reply, message.method != .declineCounter else { return }
        event.add(icalproperty_new_status(message.method == .cancel ? ICAL_STATUS_CANCELLED : ICAL_STATUS_CONFIRMED))
        event.add(icalproperty_new_transp(message.method == .cancel ? ICAL_TRANSP_TRANSPARENT : ICAL_TRANSP_OPAQUE))
    }

    /// Cuts the text at the places that differ, and puts in the lines that libical cannot write.
    private func pieces(
        of text: String, _ message: EventMessage, _ parts: [EventPart]
    ) throws -> [EventTemplate.Piece] {
        var pieces: [EventTemplate.Piece] = [], common: [UInt8] = [], days = parts.map(\.day)[...]
        func flush() {
            if !common.isEmpty { pieces.append(.bytes(common)) }
            common = []
        }
        var extras: [UInt8] = []
        if let link = message.conference {
            ContentLine.append(
                "CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=\(try ContentLine.parameter(message.summary, field: "title")):\(try ContentLine.uri(link, field: "link"))",
                to: &extras)
        }
        if let html = message.html {
            try SafeText.checked(html, field: "description", allowingNewlines: true)
            ContentLine.append("X-ALT-DESC;FMTTYPE=text/html:\(ContentLine.escaped(html))", to: &extras)
        }
        for line in text.utf8.split(separator: 10, omittingEmptySubsequences: true) {
            switch String(Substring(line.last == 13 ? line.dropLast() : line)) {
            case "UID:\(Placeholder.uid)":
                flush()
                pieces.append(.uid)
            case "COMMENT:\(Placeholder.people)":
                flush()
                // The text holds the parts in their order.
                pieces += [.organizer, .attendees(days.popFirst() ?? nil)]
            case "COMMENT:\(Placeholder.extras)": common += extras
            default: common += Array(line) + [10]
            }
        }
        flush()
        return pieces
    }

    private enum Placeholder {
        static let uid = "uid", people = "people", extras = "extras"
    }

    /// Whether libical reads what was written, with as many events and nothing that it does not understand.
    private func check(_ template: EventTemplate, events: Int) throws {
        guard let address = EmailAddress(rawValue: "nobody@convoke.invalid") else { throw Self.unreadable }
        let bytes = try template.bytes(
            uid: "0", organizer: .init(name: "n", address: address),
            attendees: [.init(name: "n", address: address, role: .required)])
        guard let again = Component.parse(String(decoding: bytes, as: UTF8.self)), again.isWithoutErrors,
            again.children(ICAL_VEVENT_COMPONENT).count == events
        else { throw Self.unreadable }
    }

    private static let unreadable = Problem(
        .unavailable, at: "calendar", "libical does not read what it wrote",
        remedy: "Nothing was sent. Look for unusual characters in titles, names and places.")

    /// RFC 5545 section 3.3.5: `20260312T140000`.
    static func basic(_ wall: WallTime) -> String { wall.description.filter { $0 != "-" && $0 != ":" } }

    private static func code(of method: EventMessage.Method) -> icalproperty_method {
        switch method {
        case .publish: ICAL_METHOD_PUBLISH
        case .request: ICAL_METHOD_REQUEST
        case .cancel: ICAL_METHOD_CANCEL
        case .declineCounter: ICAL_METHOD_DECLINECOUNTER
        case .reply: ICAL_METHOD_REPLY
        }
    }
}
