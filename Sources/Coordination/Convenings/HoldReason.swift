/// Why something that came in was kept for a person to look at.
public enum HoldReason: String, Sendable, Codable, CaseIterable {
    case unknownInvitation = "unknown-invitation"
    case notTheInvitee = "not-the-invitee"
    case senderDiffers = "sender-differs"
    case senderUnknown = "sender-unknown"
    case senderUnproven = "sender-unproven"
    case sentByAnother = "sent-by-another"
    case authenticationFailed = "authentication-failed"
    case severalAttendees = "several-attendees"
    case olderAnswer = "older-answer"
    case earlierRevision = "earlier-revision"
    case unknownRevision = "unknown-revision"
    case unknownOccurrence = "unknown-occurrence"
    case odd
    case counterProposal = "counter-proposal"
    case delegation
    case noAnswer = "no-answer"
    case notAnAnswer = "not-an-answer"
    case plainMail = "plain-mail"
    case automatic
    case bounce
    case unreadable
    case unanswerable
    case ended

    public var meaning: String {
        switch self {
        case .unknownInvitation: "no invitation has this UID"
        case .notTheInvitee: "the attendee is not the person this UID was sent to"
        case .senderDiffers: "the mail comes from another address than the attendee's"
        case .senderUnknown: "everyone invited knows this UID, and a bare file does not say who sent it"
        case .senderUnproven: "everyone invited knows this UID, and nothing proves who sent the mail"
        case .sentByAnother: "someone else replies in the attendee's name"
        case .authenticationFailed: "the mission's mail server found the sender's address forged"
        case .severalAttendees: "it replies for several people"
        case .olderAnswer: "a newer reply is already recorded"
        case .earlierRevision: "it replies to an earlier version of the invitation"
        case .unknownRevision: "it replies to a version that was never sent"
        case .unknownOccurrence: "the series has no meeting at that time"
        case .odd: "something in it does not fit a plain reply"
        case .counterProposal: "it proposes another time"
        case .delegation: "it names a delegate"
        case .noAnswer: "it neither accepts nor declines"
        case .notAnAnswer: "its METHOD is not one that an invitee sends"
        case .plainMail: "it holds no calendar object, so a person has to read it"
        case .automatic: "a machine wrote it"
        case .bounce: "a mail of ours could not be delivered"
        case .unreadable: "it could not be read"
        case .unanswerable: "it asks for the present version, which may not be sent to that person"
        case .ended: "the convening is over or called off"
        }
    }

    /// Whether the officer may let it count all the same, once she has made sure who sent it.
    public var isAcceptable: Bool {
        switch self {
        case .senderDiffers, .senderUnknown, .senderUnproven, .sentByAnother, .odd, .unknownRevision, .counterProposal,
            .delegation:
            true
        default: false
        }
    }
}
