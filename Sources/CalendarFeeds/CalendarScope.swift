internal import Calendars
public import Coordination
internal import Installation
internal import Rendering
internal import Storage
internal import Zones

/// Whose meetings a calendar shows.
public enum CalendarScope: Hashable, Sendable {
    case all
    case convening(Convening.ID)
    /// What this person is invited to, as their own copy: under the UIDs of their invitations.
    case contact(Contact.ID)
    /// What every member of the group is invited to and may know of the others: open meetings.
    case group(Group.ID)

    init(_ feed: Feed) throws {
        switch (feed.scope, feed.subject) {
        case (.all, _): self = .all
        case (.convening, let id?): self = .convening(try Identifier(parsing: id))
        case (.contact, let id?): self = .contact(try Identifier(parsing: id))
        case (.group, let id?): self = .group(try Identifier(parsing: id))
        default:
            throw Problem(.badData, at: feed.id, "is a feed of nothing", remedy: "Revoke it and make another.")
        }
    }

    var feed: (scope: Feed.Scope, subject: String?) {
        switch self {
        case .all: (.all, nil)
        case .convening(let id): (.convening, id.text)
        case .contact(let id): (.contact, id.text)
        case .group(let id): (.group, id.text)
        }
    }
}

extension Feeds {
    /// What stands in a calendar: a convening and the UID under which it stands there.
    struct CalendarEntry: Sendable {
        let uid: String
        let convening: Convening
        /// The language of whom it is for; the officer's where `nil`.
        var language: Language?
    }

    /// The meetings of a scope that have a time and are not called off, the soonest first.
    func entries(of scope: CalendarScope) async throws -> [CalendarEntry] {
        let today = try operation.today(), gate = try await operation.gate()
        return try await operation.read { records in
            func own(_ convenings: [Convening]) -> [CalendarEntry] {
                convenings.map { CalendarEntry(uid: "\($0.id)-export", convening: $0) }
            }
            var found: [CalendarEntry]
            switch scope {
            case .all: found = own(try records.convenings.all())
            case .convening(let id): found = own([try records.convenings.one(id)])
            case .contact(let id):
                let person = try records.contacts.one(id), contact = person.id
                if let objection = gate.objection(to: person, purpose: .invite, channel: .email) {
                    throw Problem(
                        .notAllowed, at: contact.text, "may not be handed a calendar: \(objection.meaning)",
                        remedy: objection.remedy)
                }
                found = try records.subjects.invitations(of: contact).filter {
                    $0.state != .withdrawn && $0.state != .listed
                }
                .map { invitation in
                    CalendarEntry(
                        uid: invitation.uid, convening: try records.convenings.one(invitation.convening),
                        language: operation.language(of: person))
                }
            case .group(let id):
                _ = try records.groups.one(id)
                let members = Set(
                    try records.groups.memberships(of: id).filter { $0.holds(on: today) }.map(\.contact))
                // Every member sees it, so it may hold only what all of them are invited to and see of each other.
                let parts = try members.map { member in
                    Set(
                        try records.subjects.invitations(of: member).filter {
                            $0.state != .withdrawn && $0.state != .listed
                        }
                        .map(\.convening))
                }
                let invited = parts.dropFirst().reduce(parts.first ?? []) { $0.intersection($1) }
                found = own(try invited.map { try records.convenings.one($0) }.filter { $0.visibility == .open })
            }
            found = found.filter { $0.convening.span != nil && $0.convening.state != .cancelled }
            return found.sorted {
                ($0.convening.span?.start ?? .distant, $0.uid) < ($1.convening.span?.start ?? .distant, $1.uid)
            }
        }
    }

    /// The bytes of a calendar, the same as long as nothing in it changes, once the gate has let them out.
    /// - Parameters:
    ///   - hasTasks: whether it includes follow-up actions.
    ///   - hasDeadlines: whether the deadlines of measures do.
    func calendar(of scope: CalendarScope, hasTasks: Bool, hasDeadlines: Bool = false) async throws -> (
        file: Cleared<Export>, count: Int
    ) {
        let entries = try await entries(of: scope)
        let todos = hasTasks ? try await todos(of: scope) : []
        var events = entries.compactMap { entry in
            published(entry.convening, in: entry.language).map { (uid: entry.uid, message: $0) }
        }
        if hasDeadlines, case .all = scope { events += try await deadlineEvents() }
        let words = events.map { "\($0.message.summary)\n\($0.message.details)\n\($0.message.location ?? "")" }
            .joined(separator: "\n")
        let bytes = try await operation.calendars.publish(
            events, todos: todos, organizer: operation.organizer,
            name: try operation.mission(in: operation.officer.language).alone)
        let file = try await operation.gate().clear(
            Export(words: words, bytes: bytes), hiding: try await operation.people(namedIn: [words]))
        return (file, events.count + todos.count)
    }

    /// A convening as it stands in a calendar that is handed on: without its list, and with a neutral title unless it is open.
    func published(_ convening: Convening, in language: Language? = nil) -> EventMessage? {
        guard let span = convening.span else { return nil }
        let isOpen = convening.visibility == .open
        var message = EventMessage(
            method: .publish, sequence: convening.latestSequence, stamp: convening.revisedAt ?? span.start, span: span,
            zone: convening.zone, summary: convening.publicTitle(in: language ?? operation.officer.language),
            details: isOpen ? convening.link ?? "" : "", location: isOpen ? convening.venue ?? convening.link : nil,
            isPrivate: !isOpen)
        message.conference = isOpen ? convening.link : nil
        message.wholeDays = convening.wholeDays
        if let rule = convening.recurrence {
            message.series = EventMessage.Series(rule: rule, first: span, changes: convening.changes)
        }
        return message
    }

    /// Follow-up actions as tasks. A title that names someone is left out.
    private func todos(of scope: CalendarScope) async throws -> [TodoMessage] {
        let (actions, shown) = try await operation.read { [self] records in
            let actions = try records.actions.all().filter { action in
                switch scope {
                case .all: true
                case .convening(let id): action.convening == id
                case .contact, .group: false
                }
            }
            var people = ConcernedPeople(operation, records)
            return (actions, Set(try actions.filter { try people.mayShowTitle(of: $0) }.map(\.id)))
        }
        let hidden = try await operation.hiddenPeople(in: actions.map(\.title))
        return try actions.map { action in
            let isSafe =
                !action.isQuiet && shown.contains(action.id) && hidden.firstDisclosed(in: action.title) == nil
            let due = try action.due.map { try operation.zones.zone(operation.officer.zone).start(of: $0.day) }
            return TodoMessage(
                uid: "\(action.id)-export", stamp: due ?? Instant(seconds: 0),
                summary: isSafe ? action.title : "\(action.kind.rawValue) \(action.id)", due: action.due?.day,
                status: action.state.todoStatus)
        }
    }
}

extension Action.State {
    /// RFC 5545 section 3.8.1.11.
    fileprivate var todoStatus: TodoMessage.Status {
        switch self {
        case .open: .needsAction
        case .feedbackOwed: .inProcess
        case .done: .completed
        case .declined, .dropped: .cancelled
        }
    }
}

extension Instant {
    fileprivate static let distant = Instant(milliseconds: .max)
}
