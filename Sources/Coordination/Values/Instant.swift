/// A moment, counted in milliseconds since 1970-01-01T00:00:00Z without leap seconds.
public struct Instant: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }
    public init(seconds: Int64) { milliseconds = seconds * 1000 }

    /// Whole seconds, rounded towards the past.
    public var seconds: Int64 {
        let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1000)
        return remainder < 0 ? quotient - 1 : quotient
    }

    public func adding(_ duration: Duration) -> Instant {
        let (seconds, attoseconds) = duration.components
        return Instant(milliseconds: milliseconds + seconds * 1000 + attoseconds / 1_000_000_000_000_000)
    }

    public func duration(since earlier: Instant) -> Duration { .milliseconds(milliseconds - earlier.milliseconds) }

    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    /// ISO 8601 in UTC to the second: `2026-11-21T06:15:00Z`.
    public var description: String { wall(offsetSeconds: 0).description + "Z" }

    /// The wall clock's reading at this moment where it is `offsetSeconds` ahead of UTC.
    public func wall(offsetSeconds: Int) -> WallTime { WallTime(secondsSince1970: seconds + Int64(offsetSeconds)) }

    /// Reads ISO 8601 with `Z` or a numeric offset, in the years 1900 to 2200.
    /// - Throws: `Problem.badData` for anything else; a time without an offset is a `WallTime`.
    public init(parsing text: String) throws {
        let value = try Instant(written: text)
        guard CalendarDay.usableYears.contains(value.wall(offsetSeconds: 0).day.year) else {
            throw Problem(.badData, "'\(text)' is too far away", remedy: "Give a time of the years 1900 to 2200.")
        }
        self = value
    }

    /// Reads back what `description` wrote, and any offset.
    init(written text: String) throws {
        let wrong = Problem(
            .badData, "'\(text.prefix(40))' is not a time with an offset",
            remedy: "Write it as 2026-03-12T14:00:00Z or 2026-03-12T14:00+01:00.")
        if text.hasSuffix("Z") {
            guard let wall = try? WallTime(written: String(text.dropLast())) else { throw wrong }
            self.init(seconds: wall.secondsSince1970)
            return
        }
        let tail = Array(text.utf8.suffix(6))
        guard tail.count == 6, tail[0] == 43 || tail[0] == 45, tail[3] == 58,
            let hours = Int(String(decoding: tail[1...2], as: UTF8.self)), (0...14).contains(hours),
            let minutes = Int(String(decoding: tail[4...5], as: UTF8.self)), (0...59).contains(minutes),
            let wall = try? WallTime(written: String(text.dropLast(6)))
        else { throw wrong }
        let offset = Int64(hours * 3600 + minutes * 60)
        self.init(seconds: wall.secondsSince1970 - (tail[0] == 43 ? offset : -offset))
    }
}

extension Instant: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(written: decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
