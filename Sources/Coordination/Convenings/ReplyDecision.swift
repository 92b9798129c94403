/// What is to be done with an answer.
public enum ReplyDecision: Hashable, Sendable {
    /// The invitation moves to this.
    case apply(Invitation)
    /// Nothing new in it.
    case duplicate
    /// Kept and shown, without moving anything.
    case hold(Reason)

    public enum Reason: String, Sendable, Codable, CaseIterable {
        case unknownInvitation = "unknown-invitation"
        case notTheInvitee = "not-the-invitee"
        case senderDiffers = "sender-differs"
        case senderUnknown = "sender-unknown"
        case severalAttendees = "several-attendees"
        case olderAnswer = "older-answer"
        case earlierRevision = "earlier-revision"
        case unknownRevision = "unknown-revision"
        case counterProposal = "counter-proposal"
        case delegation
        case noAnswer = "no-answer"
        case ended

        public var meaning: String {
            switch self {
            case .unknownInvitation: "no invitation has this UID"
            case .notTheInvitee: "the attendee is not the person this UID was sent to"
            case .senderDiffers: "the mail comes from another address than the attendee's"
            case .senderUnknown: "everyone invited knows this UID, and a bare file does not say who sent it"
            case .severalAttendees: "it answers for several people"
            case .olderAnswer: "a newer answer is already recorded"
            case .earlierRevision: "it answers an earlier version of the invitation"
            case .unknownRevision: "it answers a version that was never sent"
            case .counterProposal: "it proposes another time"
            case .delegation: "it names a delegate"
            case .noAnswer: "it neither accepts nor declines"
            case .ended: "the convening is over or called off"
            }
        }
    }

    /// Decides by RFC 5546 section 2.1.5: the answer to the current revision with the greatest (SEQUENCE, DTSTAMP) wins.
    /// - Parameters:
    ///   - invitation: the invitation with the reply's UID that went to its attendee.
    ///   - now: a stamp from the future is taken as now, or it would block every later answer.
    public static func decide(
        _ reply: Reply, invitation: Invitation, address: EmailAddress, convening: Convening, now: Instant
    ) -> ReplyDecision {
        guard reply.attendees.count == 1, let attendee = reply.attendees.first else { return .hold(.severalAttendees) }
        guard attendee.address == address else { return .hold(.notTheInvitee) }
        if let from = reply.from, from != address { return .hold(.senderDiffers) }
        if reply.from == nil, convening.visibility == .open { return .hold(.senderUnknown) }
        guard convening.state == .invited, invitation.state != .withdrawn else { return .hold(.ended) }
        if reply.method == .counter { return .hold(.counterProposal) }
        guard let sent = invitation.sentSequence, reply.sequence <= sent else { return .hold(.unknownRevision) }
        // Whoever was passed over by a later revision answers a time that no longer holds.
        guard reply.sequence == sent, sent == convening.sequence else { return .hold(.earlierRevision) }
        let stamp = min(reply.stamp, now)
        if let lastSequence = invitation.replySequence, let lastStamp = invitation.replyStamp {
            if (lastSequence, lastStamp) == (reply.sequence, stamp) { return .duplicate }
            if (lastSequence, lastStamp) > (reply.sequence, stamp) { return .hold(.olderAnswer) }
        }
        var moved = invitation
        moved.replySequence = reply.sequence
        moved.replyStamp = stamp
        switch attendee.answer {
        case .accepted: moved.state = .accepted
        case .tentative: moved.state = .tentative
        case .declined: moved.state = .declined
        case .delegated: return .hold(.delegation)
        case .needsAction: return .hold(.noAnswer)
        }
        return .apply(moved)
    }
}
