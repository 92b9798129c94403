public import Coordination

/// One calendar message about one event: what an invitation, an update, a cancellation or an answer says.
public struct EventMessage: Sendable {
    /// RFC 5546 section 1.4.
    public enum Method: String, Sendable {
        case publish = "PUBLISH", request = "REQUEST", cancel = "CANCEL", reply = "REPLY"
    }

    public struct Attendee: Sendable {
        public let name: String
        public let address: EmailAddress
        public let role: Invitation.Role
        public let answer: Reply.Answer

        public init(name: String, address: EmailAddress, role: Invitation.Role, answer: Reply.Answer = .needsAction) {
            self.name = name
            self.address = address
            self.role = role
            self.answer = answer
        }
    }

    public let method: Method
    public let uid: String
    public let sequence: Int
    public let stamp: Instant
    public let span: TimeSpan
    public let zone: ZoneName
    public let organizerName: String
    public let organizerAddress: EmailAddress
    public let attendees: [Attendee]
    public let summary: String
    public let details: String
    public let location: String?
    /// CLASS:PRIVATE: people who may look into the recipient's calendar see that it is taken, and no more.
    public let isPrivate: Bool

    public init(
        method: Method, uid: String, sequence: Int, stamp: Instant, span: TimeSpan, zone: ZoneName,
        organizerName: String, organizerAddress: EmailAddress, attendees: [Attendee], summary: String,
        details: String, location: String?, isPrivate: Bool = false
    ) {
        self.method = method
        self.uid = uid
        self.sequence = sequence
        self.stamp = stamp
        self.span = span
        self.zone = zone
        self.organizerName = organizerName
        self.organizerAddress = organizerAddress
        self.attendees = attendees
        self.summary = summary
        self.details = details
        self.location = location
        self.isPrivate = isPrivate
    }
}
