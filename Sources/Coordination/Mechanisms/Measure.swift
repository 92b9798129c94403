/// An interim protection instrument: a precautionary measure, a provisional measure, an urgent appeal to an African body.
public struct Measure: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Measure>

    /// One thing the State was asked to do.
    public struct Point: Hashable, Sendable, Codable {
        public enum State: String, CaseIterable, Sendable, Codable { case open, partly = "partly-met", met, breached }
        public let number: Int
        public var text: String
        public var state: State
    }

    /// A stage reached, with the document that says so.
    public struct Step: Hashable, Sendable, Codable {
        public let stage: String
        public let day: CalendarDay
        /// The resolution or letter cited, as printed.
        public let document: String?

        public init(stage: String, day: CalendarDay, document: String?) {
            self.stage = stage
            self.day = day
            self.document = document
        }
    }

    public let id: ID
    public let mechanism: Mechanism.ID
    public let reference: Reference
    public var state: CountryCode
    public var title: String
    public var beneficiaries: [Beneficiary]
    public var points: [Point]
    public private(set) var steps: [Step]
    public var deadlines: [Deadline]

    /// - Throws: `Problem.badData` where the mechanism has no such stage.
    public init(
        id: ID, mechanism: Mechanism, reference: Reference, state: CountryCode, title: String,
        beneficiaries: [Beneficiary] = [], points: [String] = [], first step: Step
    ) throws {
        _ = try mechanism.stage(step.stage)
        self.id = id
        self.mechanism = mechanism.id
        self.reference = reference
        self.state = state
        self.title = title
        self.beneficiaries = beneficiaries
        self.points = points.enumerated().map { Point(number: $0.offset + 1, text: $0.element, state: .open) }
        steps = [step]
        deadlines = []
    }

    public var stage: String { steps.last?.stage ?? "" }
    public var lastRecorded: CalendarDay? { steps.map(\.day).max() }

    /// Days since anything was recorded; `nil` while nothing was.
    public func silence(on today: CalendarDay) -> Int? { lastRecorded.map { max(0, today.number - $0.number) } }

    /// Replaces the suggested deadlines by those that the mechanism's rules give for the steps so far.
    public mutating func suggestDeadlines(by rules: [DeadlineRule], isBusinessDay: (CalendarDay) -> Bool) {
        let confirmed = deadlines.filter(\.isConfirmed)
        let suggested = rules.flatMap { rule in
            steps.filter { $0.stage == rule.trigger }.map { step in
                Deadline(
                    name: rule.names[Language.english.rawValue] ?? rule.id,
                    day: rule.due(from: step.day, isBusinessDay: isBusinessDay), source: rule.source,
                    isConfirmed: rule.isConfirmed)
            }
        }
        deadlines = confirmed + suggested.filter { !confirmed.map(\.name).contains($0.name) }
    }
}
