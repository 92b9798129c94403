/// A day of the Gregorian calendar, without a zone.
public struct CalendarDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let year: Int
    public let month: Int
    public let day: Int

    /// `nil` unless the day exists, in the years 1 to 9999.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
        self.year = year
        self.month = month
        self.day = day
        guard CalendarDay(number: number) == self else { return nil }
    }

    /// The day that lies `number` days after 1970-01-01 in the proleptic Gregorian calendar.
    public init(number: Int) {
        // Counted in eras of 400 years that start on 1 March, so that the leap day is the last of its year.
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1
        month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01.
    public var number: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    /// ISO 8601: 1 is Monday, 7 is Sunday.
    public var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

    public func adding(days: Int) -> CalendarDay { CalendarDay(number: number + days) }

    public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.number < right.number }

    /// `2026-11-21`.
    public var description: String {
        "\(String(repeating: "0", count: max(0, 4 - String(year).count)))\(year)-\(padded(month))-\(padded(day))"
    }

    /// Years that a person may mean; what is computed from them stays readable.
    static let usableYears = 1900...2200

    /// - Throws: `Problem.badData` unless the text is an existing day as `YYYY-MM-DD` of the years 1900 to 2200.
    public init(parsing text: String) throws {
        let value = try CalendarDay(written: text)
        guard Self.usableYears.contains(value.year) else {
            throw Problem(.badData, "'\(text)' is too far away", remedy: "Give a day of the years 1900 to 2200.")
        }
        self = value
    }

    /// Reads back what `description` wrote.
    init(written text: String) throws {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { digits(in: $0) }
        guard text.utf8.count == 10, parts.count == 3, let year = parts[0], let month = parts[1], let day = parts[2],
            let value = CalendarDay(year: year, month: month, day: day)
        else {
            throw Problem(.badData, "'\(text.prefix(40))' is not a day", remedy: "Write it as 2026-03-12.")
        }
        self = value
    }
}

extension CalendarDay: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(written: decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

/// The number that a run of ASCII digits stands for; `nil` for anything else, a sign among them.
func digits(in text: Substring) -> Int? {
    !text.isEmpty && text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
}
