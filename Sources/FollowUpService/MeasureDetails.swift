public import Coordination
public import Installation

/// A measure or communication, as the fronts show one.
public struct MeasureDetails: View, Decodable {
    public let id: Measure.ID
    public let mechanism: Mechanism.ID
    /// Printed as its mechanism prints it in the reader's language.
    public let reference: Reference
    public let state: CountryCode
    /// For the mission alone.
    public let title: String
    /// What may stand where others read it; only the reference where `nil`.
    public let publicTitle: String?
    public let beneficiaries: [Measure.Beneficiary]
    public let points: [Measure.Point]
    /// By day; those of one day in the order they were recorded.
    public let steps: [Measure.Step]
    public let deadlines: [DeadlineDetails]
    /// By day.
    public let events: [Measure.Event]
    public let criteria: Measure.Criteria
    public let silenceDays: Int?
    /// The day on which it was taken into the files; `nil` for one of an older release.
    public let addedOn: CalendarDay?
    /// What makes it a communication.
    public let letter: Letter?
    /// Who follows it, and who is told after them.
    public let chain: [Contact.ID]

    init(_ measure: Measure, reference: Reference) {
        id = measure.id
        mechanism = measure.mechanism
        self.reference = reference
        state = measure.state
        title = measure.title
        publicTitle = measure.publicTitle
        beneficiaries = measure.beneficiaries
        points = measure.points
        steps = measure.steps
        deadlines = measure.deadlines.map { DeadlineDetails($0) }
        events = measure.events
        criteria = measure.criteria
        silenceDays = measure.silenceDays
        addedOn = measure.addedOn
        letter = measure.letter
        chain = measure.chain
    }

    /// What may be said of it to others.
    /// - Parameter printed: the reference in another language than the officer's.
    public func publicName(on day: CalendarDay, printed: String? = nil) -> String {
        Measure.publicName(
            of: id, reference: reference, printed: printed ?? reference.printed, title: publicTitle, letter: letter,
            on: day)
    }
}
