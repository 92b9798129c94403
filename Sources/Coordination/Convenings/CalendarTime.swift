/// A time as a calendar program wrote it (RFC 5545 sections 3.3.4 and 3.3.5), not yet an instant.
public struct CalendarTime: Hashable, Sendable, Codable {
    /// What the clock shows; midnight for a day.
    public let wall: WallTime
    /// A date without a time of day.
    public let isDay: Bool
    public let isUTC: Bool
    /// The TZID as it was written, an IANA name or not.
    public let zone: String?
    /// Seconds east of UTC, as the message itself defines its zone; for a zone that nobody else knows.
    public private(set) var offset: Int?

    /// `nil` unless the text is `20260612`, `20260612T140000` or `20260612T140000Z`.
    public init?(_ text: String, zone: String? = nil) {
        let bytes = Array(text.utf8)
        guard bytes.count == 8 || bytes.count == 15 || bytes.count == 16 else { return nil }
        guard bytes.count == 8 || bytes[8] == 84, bytes.count < 16 || bytes[15] == 90 else { return nil }
        let digits = bytes.enumerated().filter { $0.offset != 8 && $0.offset != 15 }.map(\.element)
        guard digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        func number(_ range: Range<Int>) -> Int { bytes[range].reduce(0) { $0 * 10 + Int($1) - 48 } }
        guard let day = CalendarDay(year: number(0..<4), month: number(4..<6), day: number(6..<8)),
            CalendarDay.usableYears.contains(day.year)
        else { return nil }
        guard bytes.count > 8 else {
            self.init(wall: WallTime(day: day, secondOfDay: 0), isDay: true, isUTC: false, zone: nil)
            return
        }
        let (hour, minute, second) = (number(9..<11), number(11..<13), number(13..<15))
        guard hour < 24, minute < 60, second <= 60 else { return nil }
        self.init(
            wall: WallTime(day: day, secondOfDay: hour * 3600 + minute * 60 + min(second, 59)), isDay: false,
            isUTC: bytes.count == 16, zone: bytes.count == 16 ? nil : zone)
    }

    private init(wall: WallTime, isDay: Bool, isUTC: Bool, zone: String?) {
        self.wall = wall
        self.isDay = isDay
        self.isUTC = isUTC
        self.zone = zone
    }

    /// The instant, where the text says it by itself.
    public var instant: Instant? { isUTC ? Instant(seconds: wall.secondsSince1970) : nil }

    /// The same time, with what the message says of its zone.
    public func at(offset: Int?) -> CalendarTime {
        var copy = self
        copy.offset = isUTC || isDay ? nil : offset
        return copy
    }

    /// The instant by the message's own definition of its zone.
    public var instantByMessage: Instant? { offset.map { Instant(seconds: wall.secondsSince1970 - Int64($0)) } }

    private enum Key: String, CodingKey { case text, zone, offset }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let text = try container.decode(String.self, forKey: .text)
        guard let time = CalendarTime(text, zone: try container.decodeIfPresent(String.self, forKey: .zone)) else {
            throw Problem(.badData, "'\(text.prefix(20))' is not a calendar time", remedy: "Ask for the reply again.")
        }
        self = time.at(offset: try container.decodeIfPresent(Int.self, forKey: .offset))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(text, forKey: .text)
        try container.encodeIfPresent(zone, forKey: .zone)
        try container.encodeIfPresent(offset, forKey: .offset)
    }

    /// As RFC 5545 writes it.
    public var text: String {
        let basic = wall.description.filter { $0 != "-" && $0 != ":" }
        return isDay ? String(basic.prefix(8)) : basic + (isUTC ? "Z" : "")
    }
}
