internal import Coordination

/// Reads the days that people write: `2026-03-05`, `5/3/26` where the order is known, `12-mar-26`, `5 de marzo de 2026`.
struct DayReader {
    let order: ColumnMapping.DayOrder?
    let words: ImportWords

    func day(_ word: String) throws -> CalendarDay {
        if word.wholeMatch(of: /[1-6]\d{4}([.,]\d+)?/) != nil {
            throw Problem(
                .badData, "'\(word.prefix(20))' is the number that a spreadsheet keeps for a day, and not a day",
                remedy: "Give the column the form Date in the spreadsheet (YYYY-MM-DD), and export it again.")
        }
        // An hour may follow, as programs write it.
        let text = word.firstMatch(of: /\dT\d\d:?\d\d/).map { String(word[...$0.range.lowerBound]) } ?? word
        let parts = ImportWords.key(text).split(separator: " ").map(String.init)
            .filter { words.code("filler", $0) == nil }
        guard parts.count >= 3 else { throw Self.wrong(word) }
        if parts[0].count == 4, Int(parts[0]) != nil { return try Self.day(parts[0], month(parts[1]), parts[2], word) }
        if let month = month(parts[1]), Int(parts[1]) == nil { return try Self.day(parts[2], month, parts[0], word) }
        if let month = month(parts[0]), Int(parts[0]) == nil { return try Self.day(parts[2], month, parts[1], word) }
        switch order {
        case .dayFirst: return try Self.day(parts[2], month(parts[1]), parts[0], word)
        case .monthFirst: return try Self.day(parts[2], month(parts[0]), parts[1], word)
        case nil:
            throw Problem(
                .badData, "'\(word.prefix(20))' does not begin with the year, so day and month could be exchanged",
                remedy: "Write it as 2026-03-05, or say --dates day-first or --dates month-first.")
        }
    }

    private func month(_ text: String) -> String? { Int(text) != nil ? text : words.code("month", text) }

    private static func wrong(_ word: String) -> Problem {
        Problem(.badData, "'\(word.prefix(20))' is not a day", remedy: "Write it as 2026-03-05.")
    }

    /// Two digits are a year of this century, or of the last from 70.
    private static func day(_ year: String, _ month: String?, _ day: String, _ word: String) throws -> CalendarDay {
        func two(_ text: String) -> String { text.count == 1 ? "0\(text)" : text }
        let whole = year.count == 2 ? "\(year >= "70" ? 19 : 20)\(year)" : year
        guard let month, let found = try? CalendarDay(parsing: "\(whole)-\(two(month))-\(two(day))") else {
            throw wrong(word)
        }
        return found
    }
}
