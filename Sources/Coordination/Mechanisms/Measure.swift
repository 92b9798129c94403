/// An interim protection instrument: a precautionary measure, a provisional measure, an urgent appeal to an African body. A
/// communication of UN Special Procedures is one that has a letter.
public struct Measure: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Measure>

    /// Without anything recorded for so many days a live measure is silent, unless its file or its mechanism says otherwise.
    public static let usualSilenceDays = 90

    public let id: ID
    public let mechanism: Mechanism.ID
    public let reference: Reference
    public var state: CountryCode
    /// For the mission alone.
    public var title: String
    /// What may stand where others read it; only the reference where `nil`.
    public var publicTitle: String?
    public internal(set) var beneficiaries: [Beneficiary]
    public internal(set) var points: [Point]
    /// By day; those of one day in the order they were recorded.
    public internal(set) var steps: [Step]
    public internal(set) var deadlines: [Deadline]
    /// By day.
    public internal(set) var events: [Event]
    public var criteria: Criteria
    public var silenceDays: Int?
    /// What makes it a communication.
    public var letter: Letter?
    /// Who follows it, and who is told after them.
    public var chain: [Contact.ID]
    /// The day on which it was taken into the files; `nil` where an earlier version did that.
    public var addedOn: CalendarDay?

    /// - Throws: `Problem.badData` where the mechanism has no such stage.
    public init(
        id: ID, mechanism: Mechanism, reference: Reference, state: CountryCode, title: String,
        publicTitle: String? = nil, beneficiaries: [Beneficiary] = [], points: [String] = [], first step: Step,
        letter: Letter? = nil
    ) throws {
        _ = try mechanism.stage(step.stage)
        self.id = id
        self.mechanism = mechanism.id
        self.reference = reference
        self.state = state
        self.title = title
        self.publicTitle = publicTitle
        self.beneficiaries = []
        self.points = points.enumerated().map { Point(number: $0.offset + 1, text: $0.element, state: .open) }
        steps = []
        deadlines = []
        events = []
        criteria = Criteria()
        silenceDays = nil
        self.letter = letter
        chain = []
        addedOn = nil
        add(beneficiaries, since: nil)
        append(step)
    }

    public var stage: String { steps.last?.stage ?? "" }

    /// The stages that the newest document brought together, such as a follow-up with an extension.
    public var latestStages: [String] {
        guard let last = steps.last else { return [] }
        return steps.filter { $0.day == last.day && $0.document == last.document }.map(\.stage)
    }

    /// The newest day of any step, event or finding.
    public var lastRecorded: CalendarDay? {
        (steps.map(\.day) + events.map(\.day) + points.flatMap { $0.findings.map(\.day) }).max()
    }

    /// Since when it is silent: since what was recorded last; an old case that was taken into the files late, since then.
    public var silentSince: CalendarDay? {
        guard let last = lastRecorded, let addedOn, last.adding(days: 365) < addedOn else { return lastRecorded }
        return addedOn
    }

    /// The first day on which a stage was reached that any of these say.
    public func day(of stages: [String]) -> CalendarDay? { steps.first { stages.contains($0.stage) }?.day }

    /// The days on which it was reviewed.
    public var reviews: [CalendarDay] { events.filter { $0.kind == .review }.map(\.day) }

    /// What may be said of it to others: never the confidential title, and of a letter nothing before it is public.
    /// - Parameter printed: the reference in the reader's language; as it is stored where `nil`.
    public func publicName(on day: CalendarDay, printed: String? = nil) -> String {
        Self.publicName(
            of: id, reference: reference, printed: printed ?? reference.printed, title: publicTitle, letter: letter,
            on: day)
    }

    /// The same from its parts.
    /// - Parameter title: the public one.
    package static func publicName(
        of id: ID, reference: Reference, printed: String, title: String?, letter: Letter?, on day: CalendarDay
    ) -> String {
        if let letter, !letter.isPublic(on: day) { return title ?? id.text }
        // What a body did not number is called by a title that somebody typed.
        if reference.isTitle { return title ?? id.text }
        return title.map { "\(printed), \($0)" } ?? printed
    }

    /// Ends every link with a person of the directory.
    public mutating func forget(_ contact: Contact.ID) {
        chain.removeAll { $0 == contact }
        for place in beneficiaries.indices where beneficiaries[place].contact == contact {
            beneficiaries[place].contact = nil
        }
    }

    mutating func append(_ step: Step) {
        var step = step
        step.number = (steps.map(\.number).max() ?? 0) + 1
        steps.append(step)
        steps.sort { ($0.day, $0.number) < ($1.day, $1.number) }
    }

    public mutating func add(_ new: [Beneficiary], since day: CalendarDay?) {
        for beneficiary in new {
            var beneficiary = beneficiary
            beneficiary.number = (beneficiaries.map(\.number).max() ?? 0) + 1
            beneficiary.since = day
            beneficiaries.append(beneficiary)
        }
    }
}
