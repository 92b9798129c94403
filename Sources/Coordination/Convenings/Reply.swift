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

    /// What no program that only answers puts into an answer, or what two programs may read differently.
    public enum Oddity: String, Sendable, Codable {
        case alarm, attachment, rule, zone, method, organizer, sender, answer, encoding

        public var meaning: String {
            switch self {
            case .alarm: "it holds an alarm, which no reply needs"
            case .attachment: "it holds an attachment, which no reply needs"
            case .rule: "it repeats by a rule that was not sent"
            case .zone: "it names a time zone that is none"
            case .method: "the mail and the calendar object in it name different methods"
            case .organizer: "it replies to another organizer, or to several"
            case .sender: "its From names several addresses"
            case .answer: "it gives two replies for one person"
            case .encoding: "it is encoded in a way that nobody knows"
            }
        }
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
    /// Every ORGANIZER that it names, as it is written; some programs leave it out.
    public let organizers: [String]
    public private(set) var oddity: Oddity?
    /// Names of zones that the message does not define and the zone database does not know.
    public private(set) var strangeZones: [String]
    /// Whether it repeats, as the answer to a series does.
    public private(set) var isRepeating: Bool

    public init(
        method: Method, uid: String, attendees: [Attendee], sequence: Int, stamp: Instant,
        occurrence: CalendarTime? = nil, start: CalendarTime? = nil, end: CalendarTime? = nil, comment: String? = nil,
        organizers: [String] = [], oddity: Oddity? = nil, strangeZones: [String] = [], isRepeating: Bool = false
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
        self.organizers = organizers
        self.oddity = oddity
        self.strangeZones = strangeZones
        self.isRepeating = isRepeating
    }

    /// Without the organizer, whom some programs list among the attendees.
    /// - Parameters:
    ///   - mailboxes: those that the mission's invitations name as their organizer.
    ///   - methods: what the mail around it says that it does (RFC 6047 section 2.4).
    ///   - oddity: what is odd about that mail.
    public func answering(_ mailboxes: [EmailAddress], methods: Set<String> = [], in oddity: Oddity? = nil) -> Reply {
        let own = Set(mailboxes.map { EmailAddress.base(of: $0.rawValue) })
        var copy = self
        let others = attendees.filter { !own.contains(EmailAddress.base(of: $0.address.rawValue)) }
        if !others.isEmpty { copy.attendees = others }
        let isForeign = organizers.contains { text in
            EmailAddress(uri: text).map { !own.contains(EmailAddress.base(of: $0.rawValue)) } ?? true
        }
        copy.oddity =
            copy.oddity ?? oddity ?? (isForeign || organizers.count > 1 ? .organizer : nil)
            ?? (methods.contains { $0 != method.rawValue } ? .method : nil)
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

    /// The same by the officer's word: whoever sent it acts for the attendee.
    public func trustingSender() -> Reply {
        var copy = self
        copy.attendees = attendees.map {
            Attendee(
                address: $0.address, answer: $0.answer, delegatedTo: $0.delegatedTo, delegatedFrom: $0.delegatedFrom)
        }
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
    /// Who sent it in that name (RFC 5322 section 3.6.2).
    public let sender: EmailAddress?
    public let authentication: Authentication
    /// What stands after the plus sign in the addresses that it was sent to.
    public let tokens: [String]

    public init(
        from: EmailAddress?, sender: EmailAddress? = nil, authentication: Authentication = .none, tokens: [String] = []
    ) {
        self.from = from
        self.sender = sender
        self.authentication = authentication
        self.tokens = tokens
    }

    /// Someone who sent it in another's name, which nothing proves.
    public var stranger: EmailAddress? {
        guard authentication != .pass, let sender, sender != from, !Self.services.contains(sender.folded) else {
            return nil
        }
        return sender
    }

    /// Calendar services that send what their users answer.
    private static let services: Set<String> = ["calendar-notification@google.com"]

    /// A file that does not say who sent it.
    public static let file = ReplyOrigin(from: nil)
}
