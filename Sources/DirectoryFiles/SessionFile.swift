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
        var sessions: [Mechanism.Session] = [], event: [String: String]?
        for (number, line) in lines {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = line[..<colon].uppercased(), value = String(line[line.index(after: colon)...])
            let place = "\(path):\(number)"
            if name == "BEGIN", value.uppercased() == "VEVENT" {
                event = [:]
            } else if name == "END", value.uppercased() == "VEVENT", let whole = event {
                guard let summary = whole["SUMMARY"], let start = whole["DTSTART"] else {
                    throw Problem(
                        .badData, at: place, "is the end of an event without name or day",
                        remedy: "Export the calendar again.")
                }
                let first = try calendarDay(start, place), isWhole = start.count == 8
                let end = try whole["DTEND"].map { try calendarDay($0, place) } ?? first
                let last = isWhole && whole["DTEND"] != nil ? end.adding(days: -1) : end
                let title = summary.replacing("\\,", with: ",").replacing("\\;", with: ";").replacing("\\n", with: " ")
                sessions.append(try session(title, first, last, source, [:], at: place))
                event = nil
            } else if event != nil {
                event?[String(name.prefix { $0 != ";" })] = value
            }
        }
        return sessions
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
