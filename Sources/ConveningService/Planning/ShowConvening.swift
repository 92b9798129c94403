public import Coordination
public import FollowUpService
public import Installation
internal import Storage

/// A convening with the counts that matter.
public struct ConveningView: View {
    public let convening: ConveningDetails
    /// When it is, in its own zone, as people read it.
    public let when: String?
    /// Invitations by state.
    public let answers: [String: Int]
    /// The meetings of a series, with the answers to each.
    public let meetings: [Meeting]
    /// Actions that came of it.
    public let actions: [ActionDetails]

    public struct Meeting: View {
        public let day: CalendarDay
        public let start: Instant
        public let end: Instant
        public let when: String
        /// `as planned`, `moved` or `called off`.
        public let state: String
        public let answers: [String: Int]
    }
}

extension Convenings {
    public func show(_ id: Convening.ID) async throws -> ConveningView {
        try await operation.read { [self] records in
            try view(
                of: records.convenings.one(id), actions: records.actions.all(ActionQuery(convening: id)), records)
        }
    }

    private func view(of convening: Convening, actions: [Action], _ records: Records) throws -> ConveningView {
        let invitations = try records.invitations.all(of: convening.id)
        let states = invitations.map(\.state.rawValue)
        return ConveningView(
            convening: ConveningDetails(convening), when: try convening.span.map { try moment($0, of: convening) },
            answers: Dictionary(states.map { ($0, 1) }, uniquingKeysWith: +),
            meetings: try meetings(of: convening, invitations, records),
            actions: actions.map { ActionDetails($0) })
    }

    private func meetings(
        of convening: Convening, _ invitations: [Invitation], _ records: Records
    ) throws -> [ConveningView.Meeting] {
        let answers = try records.invitations.occurrenceAnswers(of: convening.id)
        return try operation.mailings.occurrences(of: convening).map { occurrence in
            let states = invitations.map { $0.state(on: occurrence, answers: answers).rawValue }
            return ConveningView.Meeting(
                day: occurrence.day, start: occurrence.span.start, end: occurrence.span.end,
                when: try moment(occurrence.span, of: convening),
                state: occurrence.isCancelled || convening.state == .cancelled
                    ? "called off" : occurrence.isMoved ? "moved" : "as planned",
                answers: Dictionary(states.map { ($0, 1) }, uniquingKeysWith: +))
        }
    }

    /// A span of a convening in the language of the commands that show it.
    func moment(_ span: TimeSpan, of convening: Convening) throws -> String {
        try operation.zones.moment(
            span, isWholeDays: convening.wholeDays != nil, in: convening.zone, .english)
    }

    /// All convenings, the oldest first.
    public func all() async throws -> [ConveningView] {
        try await operation.read { [self] records in
            let actions = Dictionary(
                grouping: try records.actions.all().filter { $0.convening != nil }, by: \.convening)
            return try records.convenings.all().map {
                try view(of: $0, actions: actions[$0.id] ?? [], records)
            }
        }
    }
}
