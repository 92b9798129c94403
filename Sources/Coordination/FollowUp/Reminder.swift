/// One occasion on which one person is reminded of one thing.
public struct Reminder: Hashable, Sendable, Codable {
    /// What makes the occasion.
    public enum Step: Hashable, Sendable {
        /// So many days before it is due.
        case before(days: Int)
        case due, overdue
        /// It stayed undone, so the second or the third person is told.
        case escalated(to: Int)

        /// As it is stored.
        public var code: String {
            switch self {
            case .before(let days): "before-\(days)"
            case .due: "due"
            case .overdue: "overdue"
            case .escalated(let place): "escalated-\(place)"
            }
        }
    }

    /// What is owed.
    public enum Matter: String, CaseIterable, Sendable, Codable {
        case action, feedback, deadline, silence
    }

    /// Something that someone has to see to by a day.
    public struct Item: Hashable, Sendable {
        public let matter: Matter
        /// The action or measure, and for a deadline its number: `me-1/2`.
        public let subject: String
        public let due: CalendarDay
        /// The owner, then those who are told when it stays undone.
        public let chain: [Contact.ID]

        public init(matter: Matter, subject: String, due: CalendarDay, chain: [Contact.ID]) {
            self.matter = matter
            self.subject = subject
            self.due = due
            self.chain = chain.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        }
    }

    public let matter: Matter
    public let subject: String
    public let due: CalendarDay
    public let step: String
    public let contact: Contact.ID

    public init(matter: Matter, subject: String, due: CalendarDay, step: String, contact: Contact.ID) {
        self.matter = matter
        self.subject = subject
        self.due = due
        self.step = step
        self.contact = contact
    }

    /// By what it is told apart: nobody hears of the same occasion twice.
    public var key: String { "\(matter.rawValue) \(subject) \(due) \(step) \(contact)" }
}

/// When who is reminded, in days.
public struct ReminderRules: Hashable, Sendable, Codable {
    /// Days before the due day on which the owner is reminded.
    public var before: [Int]
    /// Days after it, from which the second and the third person are told.
    public var escalation: [Int]
    /// Notices to one person on one day.
    public var daily: Int
    /// Days within which the defender or family should hear what was done.
    public var feedback: Int
    /// Who is told after the owner where an action names nobody.
    public var chain: [Contact.ID]

    public init(
        before: [Int] = [7, 1], escalation: [Int] = [7, 14], daily: Int = 1, feedback: Int = 14,
        chain: [Contact.ID] = []
    ) {
        self.before = before.sorted(by: >)
        self.escalation = escalation.sorted()
        self.daily = daily
        self.feedback = feedback
        self.chain = chain
    }

    public static let usual = ReminderRules()

    /// What one person should hear about an item on a day, if anything: the occasion that applies then. One that was missed is not
    /// made up for.
    public func reminder(of item: Reminder.Item, to contact: Contact.ID, on day: CalendarDay) -> Reminder? {
        guard let place = item.chain.firstIndex(of: contact),
            let step = step(place: place, days: day.number - item.due.number)
        else { return nil }
        return Reminder(
            matter: item.matter, subject: item.subject, due: item.due, step: step.code, contact: contact)
    }

    /// - Parameter days: since the due day; negative before it.
    private func step(place: Int, days: Int) -> Reminder.Step? {
        guard place == 0 else {
            guard place <= escalation.count, days >= escalation[place - 1] else { return nil }
            return .escalated(to: place + 1)
        }
        if days > 0 { return .overdue }
        if days == 0 { return .due }
        return before.last { -days <= $0 }.map { .before(days: $0) }
    }

    /// Who is reminded of something: those it names, then those who are told of everything.
    public func chain(_ own: [Contact.ID]) -> [Contact.ID] {
        own.isEmpty ? [] : Array((own + chain.filter { !own.contains($0) }).prefix(escalation.count + 1))
    }
}
