/// An answer as a calendar program wrote it, read but not yet believed.
public struct Reply: Hashable, Sendable {
    public enum Answer: String, Sendable, CaseIterable {
        case accepted = "ACCEPTED"
        case tentative = "TENTATIVE"
        case declined = "DECLINED"
        case delegated = "DELEGATED"
        case needsAction = "NEEDS-ACTION"
    }

    /// `REPLY`, or `COUNTER` for a proposal of another time.
    public enum Method: String, Sendable { case reply = "REPLY", counter = "COUNTER" }

    public let method: Method
    public let uid: String
    public let attendees: [(address: EmailAddress, answer: Answer)]
    public let sequence: Int
    public let stamp: Instant
    /// The mail's From, where the answer came by mail.
    public let from: EmailAddress?

    public init(
        method: Method, uid: String, attendees: [(address: EmailAddress, answer: Answer)], sequence: Int,
        stamp: Instant, from: EmailAddress?
    ) {
        self.method = method
        self.uid = uid
        self.attendees = attendees
        self.sequence = sequence
        self.stamp = stamp
        self.from = from
    }

    public static func == (left: Reply, right: Reply) -> Bool {
        left.method == right.method && left.uid == right.uid && left.sequence == right.sequence
            && left.stamp == right.stamp && left.from == right.from
            && left.attendees.map(\.address) == right.attendees.map(\.address)
            && left.attendees.map(\.answer) == right.attendees.map(\.answer)
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(uid)
        hasher.combine(sequence)
        hasher.combine(stamp)
    }
}
