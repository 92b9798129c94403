/// A reasoned resolution of a mechanism: one document that decides one or several things about one or several measures
/// (IACHR Rules of Procedure, article 25; since 1 August 2013 every grant, extension, modification and lifting is one).
public struct Resolution: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Resolution>

    /// One thing that it decides about one measure.
    public struct Part: Hashable, Sendable, Codable {
        public let measure: Measure.ID
        public let decision: Decision
        /// Whom it concerns, by their number in the measure's file; everyone where empty.
        public let beneficiaries: [Int]

        public init(measure: Measure.ID, decision: Decision, beneficiaries: [Int] = []) {
            self.measure = measure
            self.decision = decision
            self.beneficiaries = beneficiaries
        }
    }

    public let id: ID
    public let mechanism: Mechanism.ID
    public let reference: Reference
    public let day: CalendarDay
    public private(set) var parts: [Part]

    /// - Throws: `Problem.usage` where it decides nothing.
    public init(id: ID, mechanism: Mechanism.ID, reference: Reference, day: CalendarDay, parts: [Part]) throws {
        guard !parts.isEmpty else {
            throw Problem(
                .usage, at: reference.printed, "decides nothing",
                remedy: "Say what it decides: --grant, --extend, --modify, --follow-up, --partly-lift or --lift.")
        }
        for part in parts where part.decision == .lift {
            guard !parts.contains(where: { $0.measure == part.measure && $0.decision == .partialLift }) else {
                throw Problem(
                    .usage, at: reference.printed, "lifts \(part.measure) in part and as a whole",
                    remedy: "Say one of them.")
            }
        }
        self.id = id
        self.mechanism = mechanism
        self.reference = reference
        self.day = day
        self.parts = []
        for part in parts where !self.parts.contains(part) { self.parts.append(part) }
    }

    /// The measures it decides about, each once, in the order they were named.
    public var measures: [Measure.ID] {
        parts.reduce(into: []) { found, part in if !found.contains(part.measure) { found.append(part.measure) } }
    }
}
