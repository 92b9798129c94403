internal import Coordination

/// Reads the days that people write: `2026-03-05`, `5/3/26` where the order is known, `12-mar-26`, `5 de marzo de 2026`.
struct DayReader {
    let order: ColumnMapping.DayOrder?
    let words: ImportWords

    func day(_ word: String) throws -> CalendarDay {
        if Self.isSerialNumber(word) {
            throw Problem(
                .badData, "'\(word.prefix(20))' is the number that a spreadsheet keeps for a day, and not a day",
                remedy: "Give the column the form Date in the spreadsheet (YYYY-MM-DD), and export it again.")
        }
        // An hour may follow, as programs write it.
        let text = Self.withoutHour(word)
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

    /// Five digits, the first from 1 to 6, and perhaps a part of a day.
    private static func isSerialNumber(_ word: String) -> Bool {
        let parts = word.split(separator: word.contains(",") ? "," : ".", omittingEmptySubsequences: false)
        return parts.count <= 2 && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }
            && parts[0].utf8.count == 5 && "1"..."6" ~= parts[0].prefix(1)
    }

    /// What stands before the T of `2026-03-05T10:00`.
    private static func withoutHour(_ word: String) -> String {
        let bytes = Array(word.utf8)
        let place = bytes.indices.first { place in
            let hour = bytes[(place + 1)...].prefix(5).filter { $0 != UInt8(ascii: ":") }.prefix(4)
            return bytes[place] == UInt8(ascii: "T") && place > 0 && isDigit(bytes[place - 1])
                && hour.count == 4 && hour.allSatisfy(isDigit)
        }
        return place.map { String(decoding: bytes[..<$0], as: UTF8.self) } ?? word
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

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
