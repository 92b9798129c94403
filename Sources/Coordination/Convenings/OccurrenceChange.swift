/// What became of one meeting of a series.
public struct OccurrenceChange: Hashable, Sendable, Codable {
    /// The day that the rule gives it, in the convening's zone; it stays its name (RFC 5545 section 3.8.4.4).
    public let day: CalendarDay
    /// When it takes place instead; `nil` where it was called off.
    public let span: TimeSpan?
    /// The revision in which that was last said.
    public let sequence: Int

    public init(day: CalendarDay, span: TimeSpan?, sequence: Int) {
        self.day = day
        self.span = span
        self.sequence = sequence
    }
}

/// One meeting of a series, or the only one.
public struct Occurrence: Hashable, Sendable, Codable {
    public let day: CalendarDay
    /// The start that the rule gives it: its RECURRENCE-ID as an instant.
    public let recurrenceID: Instant
    /// The same where the rule is written in UTC; it differs by the change of the clocks.
    public let recurrenceIDInUTC: Instant
    public let span: TimeSpan
    public let isCancelled: Bool
    public let isMoved: Bool
    /// The revision of this meeting.
    public let sequence: Int

    public init(
        day: CalendarDay, recurrenceID: Instant, recurrenceIDInUTC: Instant, span: TimeSpan, isCancelled: Bool,
        isMoved: Bool,
        sequence: Int
    ) {
        self.day = day
        self.recurrenceID = recurrenceID
        self.recurrenceIDInUTC = recurrenceIDInUTC
        self.span = span
        self.isCancelled = isCancelled
        self.isMoved = isMoved
        self.sequence = sequence
    }
}
