public import Coordination
internal import FollowUpService
public import Installation
internal import Storage

/// What an officer hands to the next one.
public struct HandoverReport: View {
    public struct Promise: View {
        public let action: Action.ID
        public let title: String
        public let owner: String
        public let due: CalendarDay?
        public let isOverdue: Bool
        /// Whether it is done, and the person concerned was not told.
        public let isFeedbackOwed: Bool
    }

    public struct Agreement: View {
        public let contact: Contact.ID
        public let name: String
        public let purpose: Consent.Purpose
        public let channel: SafeChannel.Kind
        public let given: CalendarDay
        public let expires: CalendarDay?
    }

    public let post: Post
    public let today: CalendarDay
    /// Commitments that are not done.
    public let promises: [Promise]
    /// Consents that hold; the successor relies on them.
    public let consents: [Agreement]
    /// Those of them that end within 90 days.
    public let ending: Int
    /// Decisions to write without a consent, by contact.
    public let overrides: [String]
    public let convenings: [String]
    public let measures: [String]
    public let statements: [String]
    public let groups: [String]
    public let waitingMessages: Int
    public let heldAnswers: Int
}

extension Reports {
    /// Lists what is open at a post, and where a successor is named, ends the officer's designation and begins the next. Linear in the
    /// directory: it shows every consent that holds.
    public func handOver(_ id: Post.ID, to successor: Designation?) async throws -> HandoverReport {
        let today = try operation.today()
        if let successor { _ = try SafeText.title(successor.name, field: "name") }
        let measures = try await operation.measures.all()
        return try await operation.change { records in
            var post = try records.posts.one(id)
            if let successor {
                try post.designate(successor)
                _ = try records.posts.save(post)
                try records.note(.postHandover, id.text)
            }
            let contacts = try records.contacts.all()
            let consents = contacts.filter { !$0.isDoNotContact }.flatMap { contact in
                contact.consents.filter { $0.holds(on: today) && contact.consents.refusal(after: $0) == nil }.map {
                    HandoverReport.Agreement(
                        contact: contact.id, name: contact.name, purpose: $0.purpose,
                        channel: $0.channel,
                        given: $0.given, expires: $0.expires)
                }
            }
            for id in Set(consents.map(\.contact)).union(contacts.filter { !$0.overrides.isEmpty }.map(\.id))
                .sorted()
            {
                try records.note(.directoryRead, id.text)
            }
            let soon = today.adding(days: 90)
            return HandoverReport(
                post: post, today: today,
                promises: try records.actions.all(ActionQuery(states: [.open, .feedbackOwed])).map {
                    HandoverReport.Promise(
                        action: $0.id, title: $0.title, owner: $0.owner, due: $0.due?.day,
                        isOverdue: $0.isOverdue(on: today), isFeedbackOwed: $0.state == .feedbackOwed)
                },
                consents: consents, ending: consents.filter { $0.expires.map { $0 <= soon } ?? false }.count,
                overrides: contacts.filter { !$0.overrides.isEmpty }.map(\.id.text),
                convenings: try records.convenings.all().filter { $0.state != .closed && $0.state != .cancelled }.map {
                    "\($0.id) \($0.state.rawValue): \($0.title)"
                },
                measures: measures.map {
                    "\($0.measure.id) \($0.measure.reference.printed), \($0.stageName); needs next: \($0.need.meaning)"
                },
                statements: try records.statements.all().filter { $0.state != .published }.map {
                    "\($0.id) \($0.state.rawValue): \($0.title)"
                },
                groups: try records.groups.all().map { "\($0.id): \($0.name)" },
                waitingMessages: try records.outbox.counts()[.waiting] ?? 0,
                heldAnswers: try records.replies.heldSize().count)
        }
    }
}
