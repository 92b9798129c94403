public import Coordination
internal import TextFiles

/// Sessions of a mechanism as others announce them: a table (`name`, `start`, `end`, and a column for each cut-off), or a calendar file.
public enum SessionFile {
    /// - Parameter source: where they were announced, for those that do not say.
    /// - Throws: `Problem.badData` with file and line.
    public static func read(_ path: String, source: String) throws -> [Mechanism.Session] {
        let text = try FileReader.text(path)
        let sessions =
            path.lowercased().hasSuffix(".ics") ? try calendar(text, path, source) : try table(text, path, source)
        guard !sessions.isEmpty else {
            throw Problem(.badData, at: path, "holds no session", remedy: "Give at least one with its name and days.")
        }
        return sessions
    }

    private static func session(
        _ name: String, _ start: CalendarDay, _ end: CalendarDay, _ source: String, _ cutoffs: [String: CalendarDay],
        at place: String
    ) throws -> Mechanism.Session {
        guard start <= end, start.adding(days: 120) > end else {
            throw Problem(
                .badData, at: place, "ends before it begins, or lasts for months", remedy: "Correct its days.")
        }
        return Mechanism.Session(
            name: try SafeText.title(name, field: place), start: start, end: end,
            source: try SafeText.title(source, field: place), cutoffs: cutoffs.isEmpty ? nil : cutoffs)
    }

    private static func table(_ text: String, _ path: String, _ source: String) throws -> [Mechanism.Session] {
        var header: [String]?, sessions: [Mechanism.Session] = []
        try DelimitedText(text, file: path).forEachRow { line, cells in
            let place = "\(path):\(line)", cells = cells.map(\.trimmed)
            guard !(cells.first ?? "").hasPrefix("#") else { return }
            guard let names = header else {
                guard ["name", "start", "end"].allSatisfy(cells.contains) else {
                    throw Problem(
                        .badData, at: place, "does not name its columns",
                        remedy:
                            "Begin with a line: name, start, end; more columns are cut-offs, such as hearing-requests, or 'source'."
                    )
                }
                header = cells
                return
            }
            let row = Dictionary(zip(names, cells).filter { !$0.1.isEmpty }) { first, _ in first }
            guard let name = row["name"], let start = row["start"], let end = row["end"] else {
                throw Problem(.badData, at: place, "lacks its name, start or end", remedy: "Fill all three.")
            }
            var cutoffs: [String: CalendarDay] = [:]
            for (key, value) in row where !["name", "start", "end", "source"].contains(key) {
                cutoffs[key] = try day(value, place)
            }
            sessions.append(
                try session(
                    name, try day(start, place), try day(end, place), row["source"] ?? source, cutoffs, at: place))
        }
        return sessions
    }

    private static func day(_ text: String, _ place: String) throws -> CalendarDay {
        do { return try CalendarDay(parsing: text) } catch let problem as Problem { throw problem.at(place) }
    }

    /// Events by their summary and days (RFC 5545); everything else in them says nothing here. The end of an event of whole days is the day
    /// after its last.
    private static func calendar(_ text: String, _ path: String, _ source: String) throws -> [Mechanism.Session] {
        var lines: [(Int, String)] = []
        for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            if line.hasPrefix(" ") || line.hasPrefix("\t"), !lines.isEmpty {
                lines[lines.count - 1].1 += line.dropFirst()
            } else {
                lines.append((index + 1, String(line)))
            }
        }
        var sessions: [Mechanism.Session] = [], event: [String: String]?, depth = 0
        for (number, line) in lines {
            guard let (name, value) = property(line) else { continue }
            let place = "\(path):\(number)"
            if name == "BEGIN" {
                // What is within an event, such as an alarm, is not of it.
                if event != nil { depth += 1 } else if value.uppercased() == "VEVENT" { (event, depth) = ([:], 0) }
            } else if name == "END", depth > 0 {
                depth -= 1
            } else if name == "END", let whole = event {
                if whole["STATUS"]?.uppercased() != "CANCELLED" {
                    sessions.append(try session(of: whole, source, place))
                }
                event = nil
            } else if event != nil, depth == 0 {
                event?[name] = value
            }
        }
        return sessions
    }

    /// Name and value of a line; a colon within quotation marks is a parameter's.
    private static func property(_ line: String) -> (String, String)? {
        var isQuoted = false
        for place in line.indices {
            if line[place] == "\"" { isQuoted.toggle() }
            if line[place] == ":", !isQuoted {
                let name = line[..<place].prefix { $0 != ";" }.uppercased()
                return (name, String(line[line.index(after: place)...]))
            }
        }
        return nil
    }

    private static func session(of event: [String: String], _ source: String, _ place: String) throws
        -> Mechanism.Session
    {
        guard let summary = event["SUMMARY"], let start = event["DTSTART"] else {
            throw Problem(
                .badData, at: place, "is the end of an event without name or day", remedy: "Export the calendar again.")
        }
        let first = try calendarDay(start, place)
        var last = first
        if let end = event["DTEND"] {
            last = try calendarDay(end, place)
            if start.count == 8 { last = last.adding(days: -1) }
        } else if let span = event["DURATION"]?.firstMatch(of: /^P(\d{1,3})([DW])/), let count = Int(span.1) {
            last = first.adding(days: count * (span.2 == "W" ? 7 : 1) - 1)
        }
        let title = summary.replacing("\\,", with: ",").replacing("\\;", with: ";").replacing("\\n", with: " ")
        return try session(title, first, last, source, [:], at: place)
    }

    /// `20260223` and `20260223T090000Z`
    private static func calendarDay(_ text: String, _ place: String) throws -> CalendarDay {
        let digits = Array(text.prefix(8))
        guard digits.count == 8 else {
            throw Problem(
                .badData, at: place, "'\(text.prefix(20))' is not a day", remedy: "Export the calendar again.")
        }
        return try day("\(String(digits[0..<4]))-\(String(digits[4..<6]))-\(String(digits[6..<8]))", place)
    }
}
