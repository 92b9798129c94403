/// An answer as a calendar program wrote it, read but not yet believed.
public struct Reply: Hashable, Sendable, Codable {
    public enum Answer: String, Sendable, CaseIterable, Codable {
        case accepted = "ACCEPTED"
        case tentative = "TENTATIVE"
        case declined = "DECLINED"
        case delegated = "DELEGATED"
        case needsAction = "NEEDS-ACTION"
    }

    /// RFC 5546 section 1.4: what an attendee may send.
    public enum Method: String, Sendable, Codable {
        case reply = "REPLY"
        /// A proposal of another time.
        case counter = "COUNTER"
        /// A request for the present version.
        case refresh = "REFRESH"
    }

    public struct Attendee: Hashable, Sendable, Codable {
        public let address: EmailAddress
        public let answer: Answer
        public let delegatedTo: [EmailAddress]
        public let delegatedFrom: [EmailAddress]
        /// Who acts for the attendee (RFC 5545 section 3.2.18).
        public let sentBy: EmailAddress?

        public init(
            address: EmailAddress, answer: Answer, delegatedTo: [EmailAddress] = [],
            delegatedFrom: [EmailAddress] = [], sentBy: EmailAddress? = nil
        ) {
            self.address = address
            self.answer = answer
            self.delegatedTo = delegatedTo
            self.delegatedFrom = delegatedFrom
            self.sentBy = sentBy
        }
    }

    /// What no program that only answers puts into an answer.
    public enum Oddity: String, Sendable, Codable {
        case alarm, attachment, rule, zone
    }

    public let method: Method
    public let uid: String
    public private(set) var attendees: [Attendee]
    public private(set) var sequence: Int
    public let stamp: Instant
    /// The meeting of a series that is answered for.
    public let occurrence: CalendarTime?
    /// The time that is proposed.
    public let start: CalendarTime?
    public let end: CalendarTime?
    /// What the person wrote along with it.
    public let comment: String?
    public private(set) var oddity: Oddity?
    /// Names of zones that the message does not define and the zone database does not know.
    public private(set) var strangeZones: [String]
    /// Whether it repeats, as the answer to a series does.
    public private(set) var isRepeating: Bool

    public init(
        method: Method, uid: String, attendees: [Attendee], sequence: Int, stamp: Instant,
        occurrence: CalendarTime? = nil, start: CalendarTime? = nil, end: CalendarTime? = nil, comment: String? = nil,
        oddity: Oddity? = nil, strangeZones: [String] = [], isRepeating: Bool = false
    ) {
        self.method = method
        self.uid = uid
        self.attendees = attendees
        self.sequence = sequence
        self.stamp = stamp
        self.occurrence = occurrence
        self.start = start
        self.end = end
        self.comment = comment
        self.oddity = oddity
        self.strangeZones = strangeZones
        self.isRepeating = isRepeating
    }

    /// Without the organizer, whom some programs list among the attendees.
    public func answering(_ mailbox: EmailAddress) -> Reply {
        let others = attendees.filter {
            EmailAddress.base(of: $0.address.rawValue) != EmailAddress.base(of: mailbox.rawValue)
        }
        guard !others.isEmpty else { return self }
        var copy = self
        copy.attendees = others
        return copy
    }

    /// The same where a zone that it names is known after all, or is none.
    public func lookingUp(_ isZone: (String) -> Bool) -> Reply {
        var copy = self
        copy.strangeZones.removeAll(where: isZone)
        if !copy.strangeZones.isEmpty { copy.oddity = copy.oddity ?? .zone }
        return copy
    }

    /// The same by the officer's word: what is odd about it is known, and a revision that was never sent is the last that was.
    public func trusted(latest: Int) -> Reply {
        var copy = self
        copy.oddity = nil
        copy.isRepeating = false
        copy.sequence = min(sequence, latest)
        return copy
    }

    /// The one person whom the answer moves: the only attendee, or of two the one who delegates to the other.
    public var mover: Attendee? {
        if attendees.count == 1 { return attendees[0] }
        let delegators = attendees.filter { $0.answer == .delegated }
        guard attendees.count == 2, delegators.count == 1, let delegator = delegators.first else { return nil }
        return attendees.contains { delegator.delegatedTo.contains($0.address) } ? delegator : nil
    }
}

/// Where an answer came from, as far as anyone knows.
public struct ReplyOrigin: Hashable, Sendable, Codable {
    /// What the mission's own mail server found (RFC 8601), by DMARC for the domain in From.
    public enum Authentication: String, Sendable, Codable {
        case pass, fail
        /// It said nothing, or no server is trusted to say.
        case none
    }

    /// The mail's From; `nil` for a bare file.
    public let from: EmailAddress?
    public let authentication: Authentication
    /// What stands after the plus sign in the addresses that it was sent to.
    public let tokens: [String]

    public init(from: EmailAddress?, authentication: Authentication = .none, tokens: [String] = []) {
        self.from = from
        self.authentication = authentication
        self.tokens = tokens
    }

    /// A file that does not say who sent it.
    public static let file = ReplyOrigin(from: nil)
}
