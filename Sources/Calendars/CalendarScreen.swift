internal import Coordination

/// Lets only harmless text of an answer through to the parser.
///
/// Of an answer we need a handful of properties. Everything else, above all zones, rules, alarms and attachments, is left
/// out before a C parser sees it, so that no name opens a file and no rule is expanded.
enum CalendarScreen {
    static let maximumBytes = 256 * 1024
    static let maximumLineBytes = 16 * 1024
    static let maximumDepth = 8
    static let maximumLines = 4000
    static let maximumAttendees = 50

    private static let kept: Set<String> = [
        "VERSION", "PRODID", "METHOD", "UID", "DTSTAMP", "SEQUENCE", "ATTENDEE", "RECURRENCE-ID",
    ]

    /// The answer's own lines, unfolded and reduced.
    /// - Throws: `Problem.badData` with the line.
    static func reduce(_ bytes: [UInt8]) throws -> String {
        guard bytes.count <= maximumBytes else { throw refused("is larger than \(maximumBytes / 1024) KiB") }
        guard !bytes.contains(0) else { throw refused("is not UTF-8 text") }
        let lines = try unfolded(bytes)
        var path: [String] = [], result: [String] = [], seen: Set<String> = [], events = 0, attendees = 0
        for (number, line) in lines {
            let name = line.prefix { $0.isLetter || $0.isNumber || $0 == "-" }.uppercased()
            let value = line.drop { $0 != ":" }.dropFirst().uppercased()
            switch name {
            case "BEGIN":
                path.append(value)
                guard path.count <= maximumDepth else { throw refused("is nested too deeply", line: number) }
                guard path.first == "VCALENDAR" else { throw refused("does not begin with VCALENDAR", line: number) }
                if path == ["VCALENDAR", "VEVENT"] { events += 1 }
                guard events <= 1 else { throw refused("holds several events", line: number) }
                if isKept(path) { result.append("BEGIN:\(value)") }
            case "END":
                guard path.last == value else { throw refused("ends '\(value.prefix(20))' out of place", line: number) }
                if isKept(path) { result.append("END:\(value)") }
                path.removeLast()
            default:
                guard isKept(path), kept.contains(name) else { continue }
                if name == "RECURRENCE-ID" { throw refused("answers one occurrence of a single event", line: number) }
                if name == "ATTENDEE" {
                    attendees += 1
                } else if !seen.insert("\(path.count) \(name)").inserted {
                    throw refused("says \(name) twice", line: number)
                }
                if name == "SEQUENCE",
                    !((1...9).contains(value.count) && value.allSatisfy { $0.isASCII && $0.isNumber })
                {
                    throw refused("has a SEQUENCE that is no revision number", line: number)
                }
                guard attendees <= maximumAttendees else { throw refused("holds too many attendees", line: number) }
                result.append(line)
            }
        }
        guard path.isEmpty, events == 1 else { throw refused("is cut short or holds no event") }
        return result.joined(separator: "\r\n") + "\r\n"
    }

    private static func isKept(_ path: [String]) -> Bool { path == ["VCALENDAR"] || path == ["VCALENDAR", "VEVENT"] }

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
            remedy: "Ask the person to answer again, or record the answer by hand.")
    }
}
