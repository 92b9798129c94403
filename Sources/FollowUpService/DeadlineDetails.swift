public import Coordination
public import Installation

/// A deadline, as the fronts show one.
public struct DeadlineDetails: View, Decodable {
    /// From what it is computed.
    public struct Origin: View, Decodable {
        /// The rule of the mechanism's file; `nil` where a document sets a term of its own.
        public let rule: String?
        /// The step of the measure whose day starts the count.
        public let step: Int
        public let term: Term
        public let calendar: DeadlineRule.Calendar
    }

    /// How long after the step; one of the four is set.
    public struct Term: View, Decodable {
        /// Calendar days after the step; its own day does not count.
        public let days: Int?
        public let businessDays: Int?
        /// The day that the document sets.
        public let fixed: CalendarDay?
        /// The name of a cut-off of a session.
        public let session: String?

        init(_ term: DeadlineRule.Term) {
            (days, businessDays, fixed, session) =
                switch term {
                case .days(let count): (count, nil, nil, nil)
                case .businessDays(let count): (nil, count, nil, nil)
                case .fixed(let day): (nil, nil, day, nil)
                case .session(let name): (nil, nil, nil, name)
                }
        }
    }

    public let name: String
    /// The last day to act, inclusive, in `zone`.
    public let day: CalendarDay
    public let source: String
    public let isConfirmed: Bool
    /// Counted from 1 within a measure; `nil` for the deadline of an action.
    public let number: Int?
    /// `nil` for a day that was set by hand.
    public let origin: Origin?
    /// The issuer's zone; the officer's where `nil`.
    public let zone: ZoneName?
    /// The day on which what was due was done.
    public let met: CalendarDay?
    /// Why it does not matter any more.
    public let waived: String?
    /// The days it had before, the oldest first; `nil` where it had no other.
    public let formerDays: [Deadline.Former]?

    init(_ deadline: Deadline) {
        name = deadline.name
        day = deadline.day
        source = deadline.source
        isConfirmed = deadline.isConfirmed
        number = deadline.number
        origin = deadline.origin.map {
            Origin(rule: $0.rule, step: $0.step, term: Term($0.term), calendar: $0.calendar)
        }
        zone = deadline.zone
        met = deadline.met
        waived = deadline.waived
        formerDays = deadline.former.isEmpty ? nil : deadline.former
    }

    /// Whether it is still to be met, and past.
    public func isOverdue(on today: CalendarDay) -> Bool { met == nil && waived == nil && day < today }
}
