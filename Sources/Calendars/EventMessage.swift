public import Coordination

/// One event as a calendar message tells of it: what an invitation, an update, a cancellation or a feed says.
public struct EventMessage: Sendable {
    /// RFC 5546 section 1.4.
    public enum Method: String, Sendable {
        case publish = "PUBLISH"
        case request = "REQUEST"
        case cancel = "CANCEL"
        case declineCounter = "DECLINECOUNTER"
        case reply = "REPLY"
    }

    public struct Attendee: Sendable {
        public let name: String
        public let address: EmailAddress
        public let role: Invitation.Role
        public let answer: Reply.Answer
        public let delegatedTo: EmailAddress?
        public let delegatedFrom: EmailAddress?

        public init(
            name: String, address: EmailAddress, role: Invitation.Role, answer: Reply.Answer = .needsAction,
            delegatedTo: EmailAddress? = nil, delegatedFrom: EmailAddress? = nil
        ) {
            self.name = name
            self.address = address
            self.role = role
            self.answer = answer
            self.delegatedTo = delegatedTo
            self.delegatedFrom = delegatedFrom
        }
    }

    public struct Organizer: Sendable {
        public let name: String
        /// A mailbox that answers are read from.
        public let address: EmailAddress
        /// Who writes in the organizer's name (RFC 5545 section 3.2.18).
        public let sentBy: EmailAddress?

        public init(name: String, address: EmailAddress, sentBy: EmailAddress? = nil) {
            self.name = name
            self.address = address
            self.sentBy = sentBy
        }
    }

    /// A rule and what became of single meetings.
    public struct Series: Sendable {
        public let rule: Recurrence
        /// The start and the length of the first meeting by the rule.
        public let first: TimeSpan
        public let changes: [OccurrenceChange]

        public init(rule: Recurrence, first: TimeSpan, changes: [OccurrenceChange]) {
            self.rule = rule
            self.first = first
            self.changes = changes
        }
    }

    public let method: Method
    public let sequence: Int
    public let stamp: Instant
    public let span: TimeSpan
    public let zone: ZoneName
    public let summary: String
    public let details: String
    /// The same for programs that show HTML.
    public var html: String?
    public let location: String?
    /// The address to join by, of a meeting by video (RFC 7986 section 5.11).
    public var conference: String?
    /// CLASS:PRIVATE: people who may look into the recipient's calendar see that it is taken, and no more.
    public let isPrivate: Bool
    /// Days instead of times, and how many.
    public var wholeDays: Int?
    public var series: Series?
    /// The one meeting of the series that this message is about, by the day that the rule gives it.
    public var only: CalendarDay?

    public init(
        method: Method, sequence: Int, stamp: Instant, span: TimeSpan, zone: ZoneName, summary: String,
        details: String = "", location: String? = nil, isPrivate: Bool = false
    ) {
        self.method = method
        self.sequence = sequence
        self.stamp = stamp
        self.span = span
        self.zone = zone
        self.summary = summary
        self.details = details
        self.location = location
        self.isPrivate = isPrivate
    }
}
