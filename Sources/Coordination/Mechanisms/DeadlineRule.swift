/// How a deadline follows from an event: data of a mechanism's file, a suggestion until a person confirms it.
public struct DeadlineRule: Hashable, Sendable, Codable {
    /// Whose weekends and holidays are counted.
    public enum Calendar: String, CaseIterable, Sendable, Codable { case issuer, state }

    /// The shapes a rule can have.
    public enum Term: Hashable, Sendable, Codable {
        /// Calendar days after the trigger; the trigger day does not count.
        case days(Int)
        /// Business days after the trigger in the issuer's or the State's calendar; the trigger day does not count.
        case businessDays(Int)
        /// A day set by the document itself.
        case fixed(CalendarDay)
        /// The first cut-off of this name, of any session, that is not before the trigger.
        case session(String)
    }

    public let id: String
    public let names: [String: String]
    /// The stage whose date starts the count.
    public let trigger: String
    public let term: Term
    public let source: String
    /// Whether the term was confirmed by a primary source; if not it is shown as a suggestion.
    public let isConfirmed: Bool
    /// The issuer's calendar where `nil`.
    public let calendar: Calendar?
    /// The stages and kinds of events by which it is met.
    public let metBy: [String]?

    public init(
        id: String, names: [String: String], trigger: String, term: Term, source: String, isConfirmed: Bool,
        calendar: Calendar? = nil, metBy: [String]? = nil
    ) {
        self.id = id
        self.names = names
        self.trigger = trigger
        self.term = term
        self.source = source
        self.isConfirmed = isConfirmed
        self.calendar = calendar
        self.metBy = metBy
    }

    /// The last day to act, inclusive.
    public func due(
        from trigger: CalendarDay, sessions: [Mechanism.Session] = [], isBusinessDay: (CalendarDay) -> Bool
    ) -> CalendarDay? {
        term.due(from: trigger, sessions: sessions, isBusinessDay: isBusinessDay)
    }
}

extension DeadlineRule.Term {
    /// The last day to act, inclusive; `nil` where no session has such a cut-off.
    /// - Parameters:
    ///   - trigger: the day that starts the count, which does not count itself.
    ///   - sessions: those of the mechanism.
    public func due(
        from trigger: CalendarDay, sessions: [Mechanism.Session], isBusinessDay: (CalendarDay) -> Bool
    ) -> CalendarDay? {
        switch self {
        case .fixed(let day): return day
        case .session(let name): return sessions.compactMap { $0.cutoffs?[name] }.filter { $0 >= trigger }.min()
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
