/// The hours of a day in which a person may be asked to meet, in minutes after midnight of their own zone.
public struct WorkingHours: Hashable, Sendable, Codable {
    public let startMinute: Int
    public let endMinute: Int

    /// 09:00 up to 17:00.
    public static let usual = WorkingHours(trusted: 9 * 60, 17 * 60)

    private init(trusted start: Int, _ end: Int) {
        startMinute = start
        endMinute = end
    }

    /// Reads `09:00-17:00`.
    /// - Throws: `Problem.badData` unless the end lies after the start on the same day.
    public init(parsing text: String) throws {
        let halves = text.split(separator: "-", omittingEmptySubsequences: false).map { half -> Int? in
            let parts = half.split(separator: ":", omittingEmptySubsequences: false).map { digits(in: $0) }
            guard half.utf8.count == 5, parts.count == 2, let hour = parts[0], let minute = parts[1],
                (0...24).contains(hour), (0...59).contains(minute), hour * 60 + minute <= 1440
            else { return nil }
            return hour * 60 + minute
        }
        guard halves.count == 2, let start = halves[0], let end = halves[1], start < end else {
            throw Problem(.badData, "'\(text.prefix(20))' are not working hours", remedy: "Write them as 09:00-17:00.")
        }
        self.init(trusted: start, end)
    }

    public var description: String {
        "\(padded(startMinute / 60)):\(padded(startMinute % 60))-\(padded(endMinute / 60)):\(padded(endMinute % 60))"
    }

    public init(from decoder: any Decoder) throws {
        try self.init(parsing: decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
