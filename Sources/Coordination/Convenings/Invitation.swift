/// One person's part in one convening.
public struct Invitation: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Invitation>

    public enum State: String, CaseIterable, Sendable, Codable {
        /// On the list, nothing sent.
        case listed
        case needsAction = "needs-action"
        case accepted, tentative, declined, delegated
        /// Taken off the list or called off.
        case withdrawn
    }

    /// RFC 5545 section 3.2.16.
    public enum Role: String, CaseIterable, Sendable, Codable {
        case chair = "CHAIR"
        case required = "REQ-PARTICIPANT"
        case optional = "OPT-PARTICIPANT"
    }

    /// The answer that counts, so that an older one never wins.
    public struct Answered: Hashable, Sendable, Codable {
        /// The revision that was answered.
        public let sequence: Int
        /// When, but never later than it was taken: a stamp from the future would block every later answer.
        public let stamp: Instant
        /// When by the answer's own word; it decides between two that claim the future.
        public let claim: Instant

        public init(sequence: Int, stamp: Instant, claim: Instant? = nil) {
            self.sequence = sequence
            self.stamp = stamp
            self.claim = claim ?? stamp
        }
    }

    public let id: ID
    public let convening: Convening.ID
    public let contact: Contact.ID
    public var role: Role
    /// RFC 5545 section 3.8.4.7; opaque, and one a person unless the convening is open.
    public private(set) var uid: String
    /// What only this person's messages carry: it stands in the address that answers go to, and signs the link to answer by.
    public private(set) var token: String?
    public var state: State {
        didSet {
            if state != .declined { isFinal = false }
            if state != .needsAction { before = nil }
        }
    }
    /// What the person had answered to the time before, where they are asked again.
    public private(set) var before: State?
    /// Whether the person declined for good, so that they are not asked again when the time changes.
    public var isFinal: Bool
    /// The revision last sent to this person; `nil` before the first.
    public var sentSequence: Int?
    public var answered: Answered?
    /// Who sends this person in their place.
    public var delegatedFrom: Contact.ID?
    /// When a mail about it came back.
    public var bouncedAt: Instant?

    public init(
        id: ID, convening: Convening.ID, contact: Contact.ID, role: Role = .required, uid: String,
        token: String? = nil, state: State = .listed, before: State? = nil, isFinal: Bool = false,
        sentSequence: Int? = nil,
        answered: Answered? = nil,
        delegatedFrom: Contact.ID? = nil, bouncedAt: Instant? = nil
    ) {
        self.id = id
        self.convening = convening
        self.contact = contact
        self.role = role
        self.uid = uid
        self.token = token
        self.state = state
        self.before = before
        self.isFinal = isFinal
        self.sentSequence = sentSequence
        self.answered = answered
        self.delegatedFrom = delegatedFrom
        self.bouncedAt = bouncedAt
    }

    /// The same person asked anew after a withdrawal: under another UID, since the old one was cancelled.
    public func reopened(uid: String, token: String) -> Invitation {
        Invitation(id: id, convening: convening, contact: contact, role: role, uid: uid, token: token)
    }

    /// The same invitation once a revision of its time went out: the person is asked again, unless they have answered that very
    /// revision by another way, or send someone in their place.
    public func asked(sequence: Int) -> Invitation {
        var copy = self
        if !hasAnswered(sequence), state != .delegated, !isFinal { copy.askAgain() }
        copy.sentSequence = sequence
        return copy
    }

    /// What was answered does not count any more; it is remembered.
    mutating func askAgain() {
        let old = [.accepted, .tentative, .declined].contains(state) ? state : before
        state = .needsAction
        before = old
    }

    public func hasAnswered(_ sequence: Int) -> Bool { answered.map { $0.sequence >= sequence } ?? false }

    /// What the person is asked to say when they answer by telephone or in person: eight letters and digits.
    public var code: String { Self.code(of: id) }

    public static func code(of id: ID) -> String {
        let letters = id.text.drop { $0 != "-" }.dropFirst().uppercased()
        return letters.count == 8 ? "\(letters.prefix(4))-\(letters.suffix(4))" : letters
    }
}

/// One person's answer for one meeting of a series.
public struct OccurrenceAnswer: Hashable, Sendable, Codable {
    public let invitation: Invitation.ID
    public let day: CalendarDay
    public var state: Invitation.State
    public var answered: Invitation.Answered

    public init(
        invitation: Invitation.ID, day: CalendarDay, state: Invitation.State, answered: Invitation.Answered
    ) {
        self.invitation = invitation
        self.day = day
        self.state = state
        self.answered = answered
    }
}

extension Invitation {
    /// The answer for one meeting: the later one of its own, if that holds for the meeting's present revision, and the one for the
    /// whole series. A yes to the series does not hold for a meeting that was moved; a no does.
    public func state(on occurrence: Occurrence, answers: [OccurrenceAnswer]) -> State {
        guard state != .withdrawn, state != .listed else { return state }
        let own = answers.first { $0.invitation == id && $0.day == occurrence.day }
        let isOlder = own.map { own in
            answered.map { (own.answered.stamp, own.answered.claim) < ($0.stamp, $0.claim) } ?? false
        }
        if let own, own.answered.sequence >= occurrence.sequence, isOlder != true { return own.state }
        return occurrence.isMoved && state != .declined ? .needsAction : state
    }
}
