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

    public let id: ID
    public let convening: Convening.ID
    public let contact: Contact.ID
    public var role: Role
    /// RFC 5545 section 3.8.4.7; opaque, and one a person unless the convening is open.
    public private(set) var uid: String
    public var state: State
    /// The revision last sent to this person; `nil` before the first.
    public var sentSequence: Int?
    /// The revision and stamp of the last answer taken, so that an older one never wins.
    public var replySequence: Int?
    public var replyStamp: Instant?

    public init(
        id: ID, convening: Convening.ID, contact: Contact.ID, role: Role = .required, uid: String,
        state: State = .listed, sentSequence: Int? = nil, replySequence: Int? = nil, replyStamp: Instant? = nil
    ) {
        self.id = id
        self.convening = convening
        self.contact = contact
        self.role = role
        self.uid = uid
        self.state = state
        self.sentSequence = sentSequence
        self.replySequence = replySequence
        self.replyStamp = replyStamp
    }

    /// The same person asked anew after a withdrawal: under another UID, since the old one was cancelled.
    public func reopened(uid: String) -> Invitation {
        Invitation(id: id, convening: convening, contact: contact, role: role, uid: uid)
    }

    /// The same invitation once a revision of its time went out: the person is asked again.
    public func asked(sequence: Int) -> Invitation {
        var copy = self
        copy.state = .needsAction
        copy.sentSequence = sequence
        return copy
    }
}
