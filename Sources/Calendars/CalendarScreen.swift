internal import Coordination

/// Lets only harmless text of an answer through to the parser.
///
/// Of an answer we need a handful of properties. Everything else, above all zones, rules, alarms and attachments, is left
/// out before a C parser sees it, so that no name opens a file and no rule is expanded.
struct CalendarScreen {
    static let maximumBytes = 256 * 1024
    static let maximumLineBytes = 16 * 1024
    static let maximumDepth = 8
    static let maximumLines = 8000
    static let maximumAttendees = 50
    static let maximumEvents = 400
    /// Of these events, how many may say something.
    static let maximumAnswers = 60

    private static let kept: Set<String> = ["VERSION", "PRODID", "METHOD", "UID", "DTSTAMP", "SEQUENCE", "ATTENDEE"]
    /// Times, whose zones are looked up by us.
    private static let times: Set<String> = ["RECURRENCE-ID", "DTSTART", "DTEND"]

    /// One event's own lines, unfolded and reduced, in a calendar of its own.
    let text: String
    /// The event's times by property.
    let times: [String: CalendarTime]
    let comment: String?
    /// Every ORGANIZER, as it is written.
    let organizers: [String]
    /// What no program that only answers puts into an answer.
    let oddity: Reply.Oddity?
    /// Names of zones that the object does not define and the zone database does not know.
    let strangeZones: [String]
    /// Whether the event repeats.
    let isRepeating: Bool

    /// One event on the way.
    private struct Event {
        var lines: [String] = [], times: [String: CalendarTime] = [:], comment: String?, response: String?
        var seen: Set<String> = [], organizers: [String] = [], attendees = 0, oddity: Reply.Oddity?, isRepeating = false
    }

    private init(_ event: Event, calendar: [String], zones: [String: MessageZone], isKnown: (String) -> Bool) {
        text =
            (["BEGIN:VCALENDAR"] + calendar + ["BEGIN:VEVENT"] + event.lines + ["END:VEVENT", "END:VCALENDAR"])
            .joined(separator: "\r\n") + "\r\n"
        times = event.times.mapValues { time in
            guard let zone = time.zone, let own = zones[zone] else { return time }
            return time.at(offset: own.offset(at: time.wall))
        }
        let said = [event.response, event.comment].compactMap { $0 }
        comment =
            said.count == 2 && said[0].contains(said[1]) ? said[0] : said.isEmpty ? nil : said.joined(separator: " / ")
        organizers = event.organizers
        isRepeating = event.isRepeating
        strangeZones = Set(event.times.values.compactMap(\.zone)).filter { zones[$0] == nil && !isKnown($0) }
            .sorted()
        oddity = event.oddity
    }

    /// Every event of a calendar object: a series comes with its overrides, and an answer may be for several (RFC 5546 section 3.2.3).
    /// - Parameter isKnown: whether a zone that the object does not define is one.
    /// - Throws: `Problem.badData` with the line.
    static func events(of bytes: [UInt8], isKnown: (String) -> Bool) throws -> [CalendarScreen] {
        guard bytes.count <= maximumBytes else {
            throw refused("is larger than \(maximumBytes / 1024) KiB")
        }
        guard !bytes.contains(0) else { throw refused("is not UTF-8 text") }
        var path: [String] = [], calendar: [String] = [], seen: Set<String> = [], events: [Event] = [],
            zones: [String: MessageZone] = [:], zone = MessageZone(), zoneName: String?, calendars = 0
        for (number, line) in try unfolded(bytes) {
            let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "-" }.uppercased()
            let value = line.drop { $0 != ":" }.dropFirst().uppercased()
            switch name {
            case "BEGIN":
                path.append(value)
                if path == ["VCALENDAR"] { calendars += 1 }
                guard calendars <= 1 else { throw refused("holds several calendar objects", line: number) }
                guard path.count <= maximumDepth else { throw refused("is nested too deeply", line: number) }
                guard path.first == "VCALENDAR" else { throw refused("does not begin with VCALENDAR", line: number) }
                if path == ["VCALENDAR", "VEVENT"] { events.append(Event()) }
                guard events.count <= maximumEvents else { throw refused("holds too many events", line: number) }
                if path == ["VCALENDAR", "VTIMEZONE"] { (zone, zoneName) = (MessageZone(), nil) }
                if path == ["VCALENDAR", "VTIMEZONE", "STANDARD"] || path == ["VCALENDAR", "VTIMEZONE", "DAYLIGHT"] {
                    zone.begin()
                }
                if path == ["VCALENDAR", "VEVENT", "VALARM"] { events[events.count - 1].oddity = .alarm }
            case "END":
                guard path.last == value else { throw refused("ends '\(value.prefix(20))' out of place", line: number) }
                if path == ["VCALENDAR", "VTIMEZONE"], let zoneName { zones[zoneName] = zone }
                path.removeLast()
            default:
                if path == ["VCALENDAR"] {
                    guard kept.contains(name) else { continue }
                    guard seen.insert(name).inserted else { throw refused("says \(name) twice", line: number) }
                    calendar.append(line)
                } else if path == ["VCALENDAR", "VTIMEZONE"], name == "TZID", let colon = valueStart(line) {
                    zoneName = unescaped(line[line.index(after: colon)...].trimming(" \t\""))
                } else if path.count == 3, path[1] == "VTIMEZONE" {
                    zone.take(name, value)
                } else if path == ["VCALENDAR", "VEVENT"] {
                    try take(name, line, value, number, &events[events.count - 1])
                }
            }
        }
        guard path.isEmpty, !events.isEmpty else { throw refused("is cut short or holds no event") }
        // A copy of a meeting lists whom the invitation listed.
        let answers = events.filter { $0.attendees <= maximumAttendees || $0.times["RECURRENCE-ID"] == nil }
        guard !answers.isEmpty, answers.allSatisfy({ $0.attendees <= maximumAttendees }) else {
            throw refused("holds too many attendees")
        }
        return answers.map { CalendarScreen($0, calendar: calendar, zones: zones, isKnown: isKnown) }
    }

    private static func take(_ name: String, _ line: String, _ value: String, _ number: Int, _ event: inout Event)
        throws
    {
        switch name {
        case "ATTACH": event.oddity = .attachment
        case "RRULE":
            event.isRepeating = true
            if ["SECONDLY", "MINUTELY", "HOURLY"].contains(where: { value.contains("FREQ=\($0)") }) {
                event.oddity = .rule
            }
        case "RDATE", "EXRULE": event.oddity = .rule
        case "COMMENT":
            let words = [event.comment, plain(line)].compactMap { $0 }
            event.comment = words.isEmpty ? nil : String(words.joined(separator: " / ").prefix(500))
        case "ORGANIZER":
            let written = valueStart(line).map { String(line[line.index(after: $0)...]).trimming(" \t") }
            event.organizers.append(parameter("EMAIL", of: line) ?? written ?? "")
        case "DTSTAMP":
            let written = valueStart(line).map { String(line[line.index(after: $0)...]).trimming(" \t") } ?? ""
            guard let time = CalendarTime(written), !time.isDay else {
                throw refused("has a DTSTAMP that is not a time", line: number)
            }
        default: break
        }
        // Some programs write a note as a parameter of the attendee.
        if name == "ATTENDEE", let note = parameter("X-RESPONSE-COMMENT", of: line) { event.response = shown(note) }
        if name == "ATTENDEE", count(of: "PARTSTAT", in: line) > 1 { event.oddity = .answer }
        let isTime = times.contains(name)
        guard isTime || kept.contains(name) else { return }
        if name == "ATTENDEE" {
            event.attendees += 1
        } else if !event.seen.insert(name).inserted {
            throw refused("says \(name) twice", line: number)
        }
        if name == "SEQUENCE", !((1...9).contains(value.count) && value.allSatisfy { $0.isASCII && $0.isNumber }) {
            throw refused("has a SEQUENCE that is not a revision number", line: number)
        }
        guard event.attendees <= maximumAttendees else { return }
        if name == "RECURRENCE-ID", let colon = line.lastIndex(of: ":"), line[..<colon].uppercased().contains(";RANGE=")
        {
            throw refused("replies for several meetings of a series at once", line: number)
        }
        if isTime {
            guard let time = time(line) else { throw refused("has no such time", line: number) }
            event.times[name] = time
        } else {
            event.lines.append(name == "ATTENDEE" ? quoted(line) : line)
        }
    }

    /// A parameter's value, in quotes or not.
    private static func parameter(_ name: String, of line: String) -> String? {
        parameters(of: line).first { $0.uppercased().hasPrefix("\(name)=") }
            .map { $0.dropFirst(name.count + 1).trimming("\"") }
    }

    private static func count(of name: String, in line: String) -> Int {
        parameters(of: line).count { $0.uppercased().hasPrefix("\(name)=") }
    }

    private static func parameters(of line: String) -> [Substring] {
        guard let colon = valueStart(line) else { return [] }
        var isQuoted = false
        return line[..<colon].split { sign in
            if sign == "\"" { isQuoted.toggle() }
            return sign == ";" && !isQuoted
        }
    }

    /// Puts an address within the parameters into quotes, as RFC 5545 section 3.2 wants it and not every program does.
    private static func quoted(_ line: String) -> String {
        var result = "", rest = line[...]
        while let equals = rest.firstIndex(of: "=") {
            let value = rest[rest.index(after: equals)...]
            result += rest[...equals]
            rest = value
            guard value.prefix(7).lowercased() == "mailto:",
                let end = value.dropFirst(7).firstIndex(where: { ":;".contains($0) })
            else { continue }
            result += "\"\(value[..<end])\""
            rest = value[end...]
        }
        return result + rest
    }

    /// `NAME;TZID=zone:value`, the zone in quotes or not.
    private static func time(_ line: String) -> CalendarTime? {
        // A time holds no colon; a zone's name may, and not every program puts it into quotes.
        guard let colon = line.lastIndex(of: ":") else { return nil }
        var zone: String?
        for part in line[..<colon].split(separator: ";").dropFirst() where part.uppercased().hasPrefix("TZID=") {
            zone = unescaped(part.dropFirst(5).trimming("\""))
        }
        return CalendarTime(line[line.index(after: colon)...].trimming(" \t"), zone: zone)
    }

    /// The colon before the value: one that stands in no quotes.
    private static func valueStart(_ line: String) -> String.Index? {
        var isQuoted = false
        return line.indices.first { index in
            if line[index] == "\"" { isQuoted.toggle() }
            return line[index] == ":" && !isQuoted
        }
    }

    /// A comment as people read it, on one line and at most 500 letters long.
    private static func plain(_ line: String) -> String? {
        guard let colon = valueStart(line) else { return nil }
        return shown(String(line[line.index(after: colon)...]))
    }

    private static func unescaped(_ text: String) -> String {
        text.replacing("\\,", with: ",").replacing("\\;", with: ";")
    }

    private static func shown(_ text: String) -> String? {
        let text = unescaped(text.replacing("\\n", with: " ").replacing("\\N", with: " "))
            .replacing("\\\\", with: "\\")
        let shown = SafeText.printable(String(text.prefix(500))).trimming(" ")
        return shown.isEmpty ? nil : shown
    }

    /// Lines put together again byte by byte: a program may fold in the middle of a letter (RFC 5545 section 3.1).
    private static func unfolded(_ bytes: [UInt8]) throws -> [(number: Int, text: String)] {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let body = bytes.starts(with: mark) ? bytes[3...] : bytes[...]
        var lines: [(number: Int, bytes: [UInt8])] = []
        for (index, line) in body.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            guard index < maximumLines else { throw refused("has more than \(maximumLines) lines") }
            let bare = line.last == 13 ? line.dropLast() : line
            if let first = bare.first, first == 32 || first == 9, !lines.isEmpty {
                lines[lines.count - 1].bytes += bare.dropFirst()
            } else if !bare.isEmpty {
                lines.append((index + 1, Array(bare)))
            }
            if let last = lines.last, last.bytes.count > maximumLineBytes {
                throw refused("has an overlong line", line: last.number)
            }
        }
        return try lines.map { number, bytes in
            guard let text = String(validating: bytes, as: UTF8.self), !text.contains("\r") else {
                throw refused("is not UTF-8 text", line: number)
            }
            return (number, text)
        }
    }

    private static func refused(_ why: String, line: Int? = nil) -> Problem {
        Problem(
            .badData, at: line.map { "calendar line \($0)" } ?? "calendar", why,
            remedy: "Ask the person to reply again, or record the reply by hand.")
    }
}

extension Substring {
    fileprivate func trimming(_ characters: String) -> String {
        var rest = self
        while let first = rest.first, characters.contains(first) { rest.removeFirst() }
        while let last = rest.last, characters.contains(last) { rest.removeLast() }
        return String(rest)
    }
}

extension String {
    fileprivate func trimming(_ characters: String) -> String { self[...].trimming(characters) }
}
