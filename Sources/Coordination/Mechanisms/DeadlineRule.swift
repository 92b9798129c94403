/// How a deadline follows from an event: data of a mechanism's file, a suggestion until a person confirms it.
public struct DeadlineRule: Hashable, Sendable, Codable {
    /// The shapes a rule can have.
    public enum Term: Hashable, Sendable, Codable {
        /// Calendar days after the trigger; the trigger day does not count.
        case days(Int)
        /// Business days after the trigger in the issuer's or the State's calendar; the trigger day does not count.
        case businessDays(Int)
        /// A day set by the document itself.
        case fixed(CalendarDay)
    }

    public let id: String
    public let names: [String: String]
    /// The stage whose date starts the count.
    public let trigger: String
    public let term: Term
    public let source: String
    /// Whether the term was confirmed by a primary source; if not it is shown as a suggestion.
    public let isConfirmed: Bool

    public init(
        id: String, names: [String: String], trigger: String, term: Term, source: String, isConfirmed: Bool
    ) {
        self.id = id
        self.names = names
        self.trigger = trigger
        self.term = term
        self.source = source
        self.isConfirmed = isConfirmed
    }

    /// The last day to act, inclusive.
    public func due(from trigger: CalendarDay, isBusinessDay: (CalendarDay) -> Bool) -> CalendarDay {
        switch term {
        case .fixed(let day): return day
        case .days(let count): return trigger.adding(days: count)
        case .businessDays(let count):
            var day = trigger, left = count
            // A calendar without a business day in two years is broken; the count then ends where it stands.
            for _ in 0..<(730 + count * 7) where left > 0 {
                day = day.adding(days: 1)
                if isBusinessDay(day) { left -= 1 }
            }
            return day
        }
    }
}
