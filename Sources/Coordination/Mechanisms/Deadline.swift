/// A day by which something must be done, with the ground it stands on.
public struct Deadline: Hashable, Sendable, Codable {
    public var name: String
    /// The last day to act, inclusive.
    public var day: CalendarDay
    public var source: String
    public var isConfirmed: Bool

    public init(name: String, day: CalendarDay, source: String, isConfirmed: Bool) {
        self.name = name
        self.day = day
        self.source = source
        self.isConfirmed = isConfirmed
    }

    public func isOverdue(on today: CalendarDay) -> Bool { day < today }
}
