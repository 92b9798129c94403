public import Coordination
public import Installation

/// An action, as the fronts show one.
public struct ActionDetails: View {
    public let id: Action.ID
    public let kind: ActionKind
    public let title: String
    /// Who does it: a mission, an organization or an office; of a joint act the lead.
    public let owner: String
    /// Missions that join.
    public let joining: [String]
    public let convening: Convening.ID?
    public let measure: Measure.ID?
    /// The point of the measure that it serves.
    public let point: Int?
    public let statement: Statement.ID?
    public let due: DeadlineDetails?
    public let planned: CalendarDay?
    public let level: ActionLevel?
    public let channel: ActionChannel?
    /// Whether it is kept from the public.
    public let isQuiet: Bool
    /// Whether like-minded missions may see it at all.
    public let isShared: Bool
    /// For the mission alone.
    public let note: String?
    /// What the person concerned agreed to.
    public let agreement: Action.Agreement?
    /// Acts that must be done before this one.
    public let dependsOn: [Action.ID]
    /// Who is reminded: the owner's contact, then those who are told when it stays undone.
    public let chain: [Contact.ID]
    public let state: Action.State
    public let evidence: String?
    public let feedback: Action.Feedback?
    /// The day of the action.
    public let doneOn: CalendarDay?
    /// The last day on which its state changed.
    public let closedOn: CalendarDay?
    public let reply: Action.HostResponse?
    /// Why it was declined or dropped.
    public let reason: String?

    package init(_ action: Action) {
        id = action.id
        kind = action.kind
        title = action.title
        owner = action.owner
        joining = action.joining
        convening = action.convening
        measure = action.measure
        point = action.point
        statement = action.statement
        due = action.due.map { DeadlineDetails($0) }
        planned = action.planned
        level = action.level
        channel = action.channel
        isQuiet = action.isQuiet
        isShared = action.isShared
        note = action.note
        agreement = action.agreement
        dependsOn = action.dependsOn
        chain = action.chain
        state = action.state
        evidence = action.evidence
        feedback = action.feedback
        doneOn = action.doneOn
        closedOn = action.closedOn
        reply = action.reply
        reason = action.reason
    }

    /// Those who are behind it, the lead first.
    public var missions: [String] { [owner] + joining }

    public func isOverdue(on today: CalendarDay) -> Bool { state == .open && (due?.isOverdue(on: today) ?? false) }
}
