/// Something a mission or partner undertook to do, until it is done and the person concerned was told.
public struct Action: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Action>

    public enum State: String, CaseIterable, Sendable, Codable { case open, done }

    public let id: ID
    public let kind: ActionKind
    public var title: String
    /// Who does it: a mission, an organization or an office.
    public var owner: String
    public let convening: Convening.ID?
    public let measure: Measure.ID?
    public var due: Deadline?
    public private(set) var state: State
    public private(set) var evidence: String?
    public private(set) var feedback: Feedback?
    public private(set) var doneOn: CalendarDay?

    public init(
        id: ID, kind: ActionKind, title: String, owner: String, convening: Convening.ID? = nil,
        measure: Measure.ID? = nil, due: Deadline? = nil
    ) throws {
        self.id = id
        self.kind = kind
        self.title = try SafeText.title(title, field: "title")
        self.owner = try SafeText.title(owner, field: "owner")
        self.convening = convening
        self.measure = measure
        self.due = due
        state = .open
    }

    /// Closes it. It does not close without feedback or a reason for its absence.
    public mutating func finish(on day: CalendarDay, evidence: String, feedback: Feedback) throws {
        guard state == .open else {
            throw Problem(.notAllowed, at: id.text, "is done already", remedy: "Look at it with 'convoke action list'.")
        }
        if case .notTold(let reason) = feedback, reason.allSatisfy(\.isWhitespace) {
            throw Problem(
                .usage, at: id.text, "has no feedback", remedy: "Say --told DAY, or --not-told with the reason.")
        }
        if case .told(let told) = feedback, told > day {
            throw Problem(
                .usage, at: id.text, "cannot have been told on \(told), which is to come",
                remedy: "Give the day it was.")
        }
        self.evidence = try SafeText.checked(evidence, field: "evidence", allowingNewlines: true)
        self.feedback = feedback
        state = .done
        doneOn = day
    }

    public func isOverdue(on today: CalendarDay) -> Bool { state == .open && (due?.isOverdue(on: today) ?? false) }
}
