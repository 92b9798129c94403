/// A month of the Gregorian calendar.
public struct Month: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Its first day.
    public let first: CalendarDay

    public init(of day: CalendarDay) { first = CalendarDay(number: day.number - day.day + 1) }

    /// - Throws: `Problem.badData` unless the text is `YYYY-MM` of the years 1900 to 2200.
    public init(parsing text: String) throws {
        guard text.utf8.count == 7, let first = try? CalendarDay(parsing: "\(text)-01") else {
            throw Problem(.badData, "'\(text.prefix(40))' is not a month", remedy: "Write it as 2026-03.")
        }
        self.first = first
    }

    public static func < (left: Month, right: Month) -> Bool { left.first < right.first }

    /// `2026-03`.
    public var description: String { String(first.description.dropLast(3)) }

    public init(from decoder: any Decoder) throws {
        try self.init(parsing: decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
