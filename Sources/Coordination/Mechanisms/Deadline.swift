/// A day by which something must be done, with the ground it stands on.
public struct Deadline: Hashable, Sendable, Codable {
    /// A day it had before, and why it has another now.
    public struct Former: Hashable, Sendable, Codable {
        public let day: CalendarDay
        public let replacedOn: CalendarDay
        public let reason: String
    }

    /// From what it is computed.
    public struct Origin: Hashable, Sendable, Codable {
        /// The rule of the mechanism's file; `nil` where a document sets a term of its own.
        public let rule: String?
        /// The step of the measure whose day starts the count.
        public let step: Int
        public var term: DeadlineRule.Term
        public var calendar: DeadlineRule.Calendar

        public init(rule: String?, step: Int, term: DeadlineRule.Term, calendar: DeadlineRule.Calendar) {
            self.rule = rule
            self.step = step
            self.term = term
            self.calendar = calendar
        }
    }

    public var name: String
    /// The last day to act, inclusive, in `zone`.
    public var day: CalendarDay
    public var source: String
    public var isConfirmed: Bool
    /// Counted from 1 within a measure; `nil` for the deadline of an action.
    public var number: Int?
    /// `nil` for a day that was set by hand.
    public var origin: Origin?
    /// The issuer's zone; the officer's where `nil`.
    public var zone: ZoneName?
    /// The day on which what was due was done.
    public var met: CalendarDay?
    /// Why it does not matter any more.
    public var waived: String?
    /// Whether a person said that it is met or open; the steps and events do not decide it then.
    var isDecidedByHand: Bool?
    var formerDays: [Former]?

    public init(
        name: String, day: CalendarDay, source: String, isConfirmed: Bool, origin: Origin? = nil, zone: ZoneName? = nil
    ) {
        self.name = name
        self.day = day
        self.source = source
        self.isConfirmed = isConfirmed
        number = nil
        self.origin = origin
        self.zone = zone
        met = nil
        waived = nil
        isDecidedByHand = nil
        formerDays = nil
    }

    /// The days it had before, the oldest first.
    public var former: [Former] { formerDays ?? [] }

    /// Whether it is still to be met.
    public var isOpen: Bool { met == nil && waived == nil }

    public func isOverdue(on today: CalendarDay) -> Bool { isOpen && day < today }

    /// Gives it another day, and keeps the old one.
    mutating func move(to new: CalendarDay, on today: CalendarDay, because reason: String) {
        guard new != day else { return }
        formerDays = former + [Former(day: day, replacedOn: today, reason: reason)]
        day = new
    }
}
