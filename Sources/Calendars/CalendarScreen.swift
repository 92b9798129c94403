internal import Coordination

/// Lets only harmless text of an answer through to the parser.
///
/// Of an answer we need a handful of properties. Everything else, above all zones, rules, alarms and attachments, is left
/// out before a C parser sees it, so that no name opens a file and no rule is expanded.
struct CalendarScreen {
    static let maximumBytes = 256 * 1024
    static let maximumLineBytes = 16 * 1024
    static let maximumDepth = 8
    static let maximumLines = 4000
    static let maximumAttendees = 50

    private static let kept: Set<String> = ["VERSION", "PRODID", "METHOD", "UID", "DTSTAMP", "SEQUENCE", "ATTENDEE"]
    /// Times, whose zones are looked up by us.
    private static let times: Set<String> = ["RECURRENCE-ID", "DTSTART", "DTEND"]

    /// The answer's own lines, unfolded and reduced.
    let text: String
    /// The event's times by property.
    private(set) var times: [String: CalendarTime] = [:]
    private(set) var comment: String?

    /// - Throws: `Problem.badData` with the line.
    init(_ bytes: [UInt8]) throws {
        guard bytes.count <= Self.maximumBytes else {
            throw Self.refused("is larger than \(Self.maximumBytes / 1024) KiB")
        }
        guard !bytes.contains(0) else { throw Self.refused("is not UTF-8 text") }
        let lines = try Self.unfolded(bytes)
        var path: [String] = [], result: [String] = [], seen: Set<String> = [], events = 0, attendees = 0
        for (number, line) in lines {
            let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "-" }.uppercased()
            let value = line.drop { $0 != ":" }.dropFirst().uppercased()
            switch name {
            case "BEGIN":
                path.append(value)
                guard path.count <= Self.maximumDepth else { throw Self.refused("is nested too deeply", line: number) }
                guard path.first == "VCALENDAR" else {
                    throw Self.refused("does not begin with VCALENDAR", line: number)
                }
                if path == ["VCALENDAR", "VEVENT"] { events += 1 }
                guard events <= 1 else { throw Self.refused("holds several events", line: number) }
                if Self.isKept(path) { result.append("BEGIN:\(value)") }
            case "END":
                guard path.last == value else {
                    throw Self.refused("ends '\(value.prefix(20))' out of place", line: number)
                }
                if Self.isKept(path) { result.append("END:\(value)") }
                path.removeLast()
            default:
                guard Self.isKept(path) else { continue }
                let isTime = path.count == 2 && Self.times.contains(name)
                guard isTime || Self.kept.contains(name) || (path.count == 2 && name == "COMMENT") else { continue }
                if name == "ATTENDEE" {
                    attendees += 1
                } else if name != "COMMENT", !seen.insert("\(path.count) \(name)").inserted {
                    throw Self.refused("says \(name) twice", line: number)
                }
                if name == "SEQUENCE",
                    !((1...9).contains(value.count) && value.allSatisfy { $0.isASCII && $0.isNumber })
                {
                    throw Self.refused("has a SEQUENCE that is not a revision number", line: number)
                }
                guard attendees <= Self.maximumAttendees else {
                    throw Self.refused("holds too many attendees", line: number)
                }
                if name == "RECURRENCE-ID", line.uppercased().prefix(while: { $0 != ":" }).contains(";RANGE=") {
                    throw Self.refused("replies for several meetings of a series at once", line: number)
                }
                if isTime {
                    guard let time = Self.time(line) else { throw Self.refused("has no such time", line: number) }
                    times[name] = time
                } else if name == "COMMENT" {
                    comment = Self.plain(line)
                } else {
                    result.append(line)
                }
            }
        }
        guard path.isEmpty, events == 1 else { throw Self.refused("is cut short or holds no event") }
        text = result.joined(separator: "\r\n") + "\r\n"
    }

    private static func isKept(_ path: [String]) -> Bool { path == ["VCALENDAR"] || path == ["VCALENDAR", "VEVENT"] }

    /// `NAME;TZID=zone:value`, the zone in quotes or not.
    private static func time(_ line: String) -> CalendarTime? {
        guard let colon = valueStart(line) else { return nil }
        var zone: String?
        for part in line[..<colon].split(separator: ";").dropFirst() where part.uppercased().hasPrefix("TZID=") {
            zone = part.dropFirst(5).trimming("\"")
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
        let text = line[line.index(after: colon)...].replacing("\\n", with: " ").replacing("\\N", with: " ")
            .replacing("\\,", with: ",").replacing("\\;", with: ";").replacing("\\\\", with: "\\")
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
