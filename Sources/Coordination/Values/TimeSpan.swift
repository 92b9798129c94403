/// A stretch of time from its start up to but not including its end.
public struct TimeSpan: Hashable, Sendable, Codable {
    public let start: Instant
    public let end: Instant

    /// `nil` unless the end lies after the start.
    public init?(start: Instant, end: Instant) {
        guard start < end else { return nil }
        self.start = start
        self.end = end
    }

    public func overlaps(_ other: TimeSpan) -> Bool { start < other.end && other.start < end }
}
