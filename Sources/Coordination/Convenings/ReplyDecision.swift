/// What is to be done with an answer.
public enum ReplyDecision: Hashable, Sendable {
    /// The invitation moves to this.
    case apply(Invitation)
    /// The answer for one meeting of a series.
    case applyOnce(OccurrenceAnswer)
    /// The person asks for the present version.
    case sendAgain
    /// Nothing new in it.
    case duplicate
    /// Kept and shown, without moving anything.
    case hold(HoldReason)

    /// Decides by RFC 5546 section 2.1.5: the answer to the current revision with the greatest (SEQUENCE, DTSTAMP) wins.
    /// - Parameters:
    ///   - invitation: the invitation with the reply's UID that went to its attendee.
    ///   - address: the one under which the person was invited.
    ///   - occurrence: the meeting that is answered for, or the first; `nil` where the series has none at that time.
    ///   - earlier: the answer for that meeting that counts until now.
    ///   - token: the invitation's own.
    public static func decide(
        _ reply: Reply, from origin: ReplyOrigin, invitation: Invitation, address: EmailAddress, convening: Convening,
        occurrence: Occurrence?, earlier: OccurrenceAnswer? = nil, token: String? = nil, now: Instant
    ) -> ReplyDecision {
        guard let mover = reply.mover else { return .hold(.severalAttendees) }
        guard mover.address == address else { return .hold(.notTheInvitee) }
        if let doubt = doubt(mover, origin, convening, token: token) { return .hold(doubt) }
        if reply.oddity != nil || (reply.isRepeating && convening.recurrence == nil) { return .hold(.odd) }
        guard convening.state == .invited, invitation.state != .withdrawn else { return .hold(.ended) }
        guard let occurrence else { return .hold(.unknownOccurrence) }
        guard !occurrence.isCancelled, occurrence.span.end > now else { return .hold(.ended) }
        guard let sent = invitation.sentSequence, reply.sequence <= max(sent, convening.latestSequence) else {
            return .hold(.unknownRevision)
        }
        if reply.method == .refresh { return .sendAgain }
        // A higher revision than the meeting's own came with a change of another meeting. Whoever was passed over by a later
        // revision answers a time that no longer holds.
        let current = reply.occurrence == nil ? convening.sequence : occurrence.sequence
        guard reply.sequence >= current, sent >= convening.sequence else { return .hold(.earlierRevision) }
        switch mover.answer {
        case _ where reply.method == .counter: return .hold(.counterProposal)
        case .delegated: return .hold(.delegation)
        case .needsAction: return .hold(.noAnswer)
        case .accepted, .tentative, .declined: break
        }
        guard let state = State(mover.answer) else { return .hold(.noAnswer) }
        let answered = Invitation.Answered(sequence: current, stamp: min(reply.stamp, now), claim: reply.stamp)
        if reply.occurrence != nil, convening.recurrence != nil {
            if let old = earlier.map({ ($0.answered, $0.state) }), let verdict = stale(answered, state, against: old) {
                return verdict
            }
            return .applyOnce(
                OccurrenceAnswer(invitation: invitation.id, day: occurrence.day, state: state, answered: answered))
        }
        if let old = invitation.answered.map({ ($0, invitation.state) }),
            let verdict = stale(answered, state, against: old)
        {
            return verdict
        }
        var moved = invitation
        moved.answered = answered
        moved.state = state
        return .apply(moved)
    }

    private typealias State = Invitation.State

    /// Why the answer may not be the attendee's own.
    private static func doubt(
        _ mover: Reply.Attendee, _ origin: ReplyOrigin, _ convening: Convening, token: String?
    ) -> HoldReason? {
        if origin.authentication == .fail { return .authenticationFailed }
        if let from = origin.from, from != mover.address {
            return mover.sentBy == from ? .sentByAnother : .senderDiffers
        }
        // To act on another's word in somebody's name is for a person to decide (RFC 6047 section 3).
        if origin.stranger != nil || mover.sentBy.map({ $0 != mover.address }) ?? false { return .sentByAnother }
        // Only one person knows the UID of an invitation that is not open.
        if convening.visibility != .open || origin.authentication == .pass { return nil }
        if let token, origin.tokens.contains(token) { return nil }
        return origin.from == nil ? .senderUnknown : .senderUnproven
    }

    /// What an answer is against the one that counts; `nil` where it is newer. Of two of one second the more careful counts, so
    /// that their order does not matter.
    private static func stale(
        _ new: Invitation.Answered, _ state: Invitation.State, against old: (Invitation.Answered, Invitation.State)
    ) -> ReplyDecision? {
        let ours = (old.0.sequence, old.0.stamp, old.0.claim, old.1.care)
        let theirs = (new.sequence, new.stamp, new.claim, state.care)
        if ours == theirs { return .duplicate }
        return theirs < ours ? .hold(.olderAnswer) : nil
    }
}

extension Invitation.State {
    fileprivate init?(_ answer: Reply.Answer) {
        switch answer {
        case .accepted: self = .accepted
        case .tentative: self = .tentative
        case .declined: self = .declined
        case .delegated, .needsAction: return nil
        }
    }

    fileprivate var care: Int {
        switch self {
        case .declined: 3
        case .tentative: 2
        case .accepted: 1
        case .listed, .needsAction, .delegated, .withdrawn: 0
        }
    }
}
