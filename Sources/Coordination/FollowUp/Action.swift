/// Something a mission or partner undertook to do, until it is done and feedback was given to the person concerned.
public struct Action: Hashable, Sendable, Codable, ConfirmedWords {
    public typealias ID = Identifier<Action>

    public enum State: String, CaseIterable, Sendable {
        case open
        /// Done, and the defender or family got no feedback yet.
        case feedbackOwed = "acted"
        case done
        /// The owner will not do it; others can see that.
        case declined
        /// It is not needed any more.
        case dropped

        public var isClosed: Bool { self != .open && self != .feedbackOwed }

        /// What it is called outside the store's columns.
        public var name: String { self == .feedbackOwed ? "feedback-owed" : rawValue }

        public init?(name: String) {
            guard let state = Self.allCases.first(where: { $0.name == name }) else { return nil }
            self = state
        }
    }

    public let id: ID
    public let kind: ActionKind
    public var title: String
    /// Who does it: a mission, an organization or an office; of a joint act the lead.
    public var owner: String
    /// Missions that join.
    public var joining: [String]
    public let convening: Convening.ID?
    public let measure: Measure.ID?
    /// The point of the measure that it serves.
    public let point: Int?
    public let statement: Statement.ID?
    public var due: Deadline?
    public var planned: CalendarDay?
    public var level: ActionLevel?
    public var channel: ActionChannel?
    /// Whether it is kept from the public.
    public var isQuiet: Bool
    /// Whether like-minded missions may see it at all.
    public var isShared: Bool
    /// For the mission alone.
    public var note: String?
    /// What the person concerned agreed to.
    public var agreement: Agreement?
    /// Acts that must be done before this one.
    public var dependsOn: [Action.ID]
    /// Who is reminded: the owner's contact, then those who are told when it stays undone.
    public var chain: [Contact.ID]
    public private(set) var state: State
    public private(set) var evidence: String?
    public private(set) var feedback: Feedback?
    /// The day of the action.
    public private(set) var doneOn: CalendarDay?
    /// The last day on which its state changed.
    public private(set) var closedOn: CalendarDay?
    public private(set) var reply: HostResponse?
    /// Why it was declined or dropped.
    public private(set) var reason: String?
    public var confirmed: [String]?

    public init(
        id: ID, kind: ActionKind, title: String, owner: String, convening: Convening.ID? = nil,
        measure: Measure.ID? = nil, point: Int? = nil, statement: Statement.ID? = nil, due: Deadline? = nil
    ) throws {
        self.id = id
        self.kind = kind
        self.title = try SafeText.title(title, field: "title")
        self.owner = try SafeText.title(owner, field: "owner")
        self.convening = convening
        self.measure = measure
        self.point = point
        self.statement = statement
        self.due = due
        joining = []
        isQuiet = !kind.isPublic
        // That nothing is done because somebody asked for it is theirs alone.
        isShared = kind != .deliberateInaction
        dependsOn = []
        chain = []
        state = .open
    }

    /// Those who are behind it, the lead first.
    public var missions: [String] { [owner] + joining }

    public func isOverdue(on today: CalendarDay) -> Bool { state == .open && (due?.isOverdue(on: today) ?? false) }

    /// Notes that it was done. It stays until feedback was given to the person concerned.
    /// - Throws: `Problem.notAllowed` where it is closed, or public and about a case of which nobody agreed to it.
    public mutating func act(on day: CalendarDay, evidence: String, reply: HostResponse? = nil) throws {
        guard state == .open else { throw closed }
        if measure != nil, !isQuiet, agreement == nil {
            throw Problem(
                .notAllowed, at: id.text, "is public, and nothing says that the person concerned agreed to it",
                remedy:
                    "Note who agreed with \(.actionEdit, id, options: "--agreed person --agreement TEXT"), or make it --quiet."
            )
        }
        self.evidence = try SafeText.body(evidence, field: "evidence")
        self.reply = reply ?? self.reply
        state = .feedbackOwed
        doneOn = day
        closedOn = day
    }

    /// Notes that the defender or family heard back, or why they did not, which closes it.
    public mutating func recordFeedback(_ feedback: Feedback, on today: CalendarDay) throws {
        guard state == .feedbackOwed else {
            if state.isClosed { throw closed }
            throw Problem(
                .notAllowed, at: id.text, "is not done yet", remedy: "Close it with \(.actionDone, id).")
        }
        switch feedback {
        case .notGiven(let reason):
            guard !reason.allSatisfy(\.isWhitespace) else {
                throw Problem(
                    .usage, at: id.text, "has no feedback",
                    remedy: "Say --feedback DAY, or --no-feedback with the reason.")
            }
            try SafeText.checked(reason, field: "reason", allowingNewlines: true)
        case .given(let told):
            guard doneOn.map({ $0 <= told }) ?? true else {
                throw Problem(
                    .usage, at: id.text, "was done on \(doneOn.map { "\($0)" } ?? ""), after \(told)",
                    remedy: "Give the day on which they heard that it was done.")
            }
            guard told <= today else {
                throw Problem(
                    .usage, at: id.text, "cannot have had feedback on \(told), which is in the future",
                    remedy: "Give the day it was.")
            }
        }
        self.feedback = feedback
        state = .done
        closedOn = today
    }

    /// Both at once. It does not close without feedback or a reason for its absence.
    public mutating func finish(
        on day: CalendarDay, evidence: String, feedback: Feedback, reply: HostResponse? = nil, today: CalendarDay? = nil
    ) throws {
        var copy = self
        try copy.act(on: day, evidence: evidence, reply: reply)
        try copy.recordFeedback(feedback, on: today ?? day)
        self = copy
    }

    /// Closes it undone.
    /// - Parameter state: `declined` or `dropped`.
    public mutating func close(as state: State, because reason: String, on day: CalendarDay) throws {
        guard self.state == .open else { throw closed }
        self.reason = try SafeText.title(reason, field: "reason")
        self.state = state
        closedOn = day
    }

    /// Opens one again.
    /// - Parameter trace: what was written down when it was closed; it goes into the note.
    public mutating func reopen(on day: CalendarDay, trace: String) throws {
        guard state != .open else {
            throw Problem(
                .notAllowed, at: id.text, "is open", remedy: "Look at it with \(.actionShow, id).")
        }
        note = [note, trace].compactMap { $0 }.joined(separator: "\n")
        state = .open
        reason = nil
        evidence = nil
        feedback = nil
        doneOn = nil
        closedOn = day
    }

    /// What the host said, also after it was done.
    public mutating func note(_ reply: HostResponse) { self.reply = reply }

    private var closed: Problem {
        Problem(
            .notAllowed, at: id.text, "is \(state == .feedbackOwed ? "done" : state.name) already",
            remedy: state == .feedbackOwed
                ? "Record the feedback with \(.actionFeedback, id)." : "Look at it with \(.actionShow, id)."
        )
    }
}

/// Written by its name.
extension Action.State: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer(), name = try container.decode(String.self)
        guard let state = Self(name: name) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "unknown state of an action")
        }
        self = state
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(name)
    }
}
