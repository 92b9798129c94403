/// What a mailing does about each invitation, decided before anything is written or stored.
public struct MailingPlan: Hashable, Sendable {
    /// Which words a person gets.
    public enum Words: Hashable, Sendable {
        /// The mailing's own.
        case own
        /// The full invitation: nothing about it can have reached the person.
        case invitation
        /// What an update on its way says, and this, at once.
        case combined
    }

    public enum Step: Hashable, Sendable {
        /// A mail, which takes the place of others that were not tried yet.
        case send(Words, superseding: Set<MessageKind>, next: Invitation)
        /// Nothing can have reached the person, so what waits is given up and a full invitation says it all.
        case sendAnew(next: Invitation)
        /// Nothing can have reached the person, so nobody has to be told; what waits is given up.
        case giveUp(next: Invitation)
        case skip(Exclusion, next: Invitation)
    }

    /// One invitation with what decides about it.
    public struct Recipient: Hashable, Sendable {
        public let invitation: Invitation
        /// Why the person may not be written to.
        public let exclusion: Exclusion?
        /// Whether anything about the invitation can have left.
        public let mayKnow: Bool
        /// Kinds of messages to the person that wait and were not tried yet.
        public let waiting: Set<MessageKind>

        public init(
            _ invitation: Invitation, exclusion: Exclusion?, mayKnow: Bool, waiting: Set<MessageKind>
        ) {
            self.invitation = invitation
            self.exclusion = exclusion
            self.mayKnow = mayKnow
            self.waiting = waiting
        }
    }

    /// In the order of the recipients.
    public let steps: [Step]

    public init(_ mailing: Mailing, to recipients: [Recipient]) {
        steps = recipients.map { Self.step(mailing, $0) }
    }

    /// The same for one of them.
    public static func step(_ mailing: Mailing, _ recipient: Recipient) -> Step {
        let invitation = recipient.invitation, next = mailing.effect.next(of: invitation)
        if let exclusion = recipient.exclusion {
            return .skip(exclusion, next: mailing.effect.passedOver(invitation))
        }
        if !recipient.mayKnow {
            if case .cancels = mailing.effect { return .giveUp(next: next) }
            if mailing.isUpdate { return .sendAnew(next: invitation.asked(sequence: mailing.sequence)) }
        }
        guard invitation.sentSequence != nil else { return .send(.own, superseding: [], next: next) }
        let isPending = mailing.supersedes.contains(.update) && recipient.waiting.contains(.update)
        return .send(
            isPending && mailing.canCombine ? .combined : .own,
            superseding: mailing.supersedes.intersection(recipient.waiting), next: next)
    }
}
