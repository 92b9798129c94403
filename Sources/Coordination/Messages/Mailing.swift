/// Mails about one convening that go out together, as far as it decides who gets which.
public struct Mailing: Hashable, Sendable, Codable {
    /// What becomes of an invitation once its mail is written, and where none may be.
    public enum Effect: Hashable, Sendable, Codable {
        case none
        /// Everyone is asked for this revision.
        case invites(sequence: Int)
        /// Something else than the time changed; answers hold.
        case informs(sequence: Int)
        case asksAgain(sequence: Int)
        case cancels(sequence: Int)
        /// One meeting of a series changed. Whoever may not be written to does not know of it.
        case changesOneMeeting(sequence: Int)

        /// The invitation once its mail is written.
        public func next(of invitation: Invitation) -> Invitation {
            switch self {
            case .none, .changesOneMeeting: return invitation
            case .invites(let sequence), .asksAgain(let sequence): return invitation.asked(sequence: sequence)
            // Who missed the last revision learns it with these words.
            case .informs(let sequence):
                return invitation.sentSequence == sequence ? invitation : invitation.asked(sequence: sequence)
            case .cancels(let sequence): return invitation.withdrawn(sequence: sequence)
            }
        }

        /// The invitation of someone who may not be written to.
        public func passedOver(_ invitation: Invitation) -> Invitation {
            switch self {
            case .none, .informs: return invitation
            // An answer to the old time must not count for the new one.
            case .invites(let sequence):
                return invitation.sentSequence == nil || invitation.hasAnswered(sequence)
                    ? invitation : invitation.unanswered()
            case .asksAgain: return invitation.unanswered()
            case .cancels: return invitation.withdrawn(sequence: invitation.sentSequence)
            case .changesOneMeeting(let sequence):
                var copy = invitation
                copy.sentSequence = copy.sentSequence.map { min($0, sequence - 1) }
                return copy
            }
        }
    }

    public let kind: MessageKind
    public let effect: Effect
    /// Earlier messages that it makes needless, if they were not tried yet.
    public let supersedes: Set<MessageKind>
    /// Whether it only says what has changed since people were told, which is nothing to whom nothing was told.
    public let isUpdate: Bool
    /// Whether there are words for those to whom an earlier update is still on its way, which say both at once.
    public let canCombine: Bool
    /// The revision that a full invitation asks for.
    public let sequence: Int

    public init(
        kind: MessageKind, effect: Effect, supersedes: Set<MessageKind>, isUpdate: Bool, canCombine: Bool, sequence: Int
    ) {
        self.kind = kind
        self.effect = effect
        self.supersedes = supersedes
        self.isUpdate = isUpdate
        self.canCombine = canCombine
        self.sequence = sequence
    }
}

extension Invitation {
    /// What was answered does not count any more.
    fileprivate func unanswered() -> Invitation {
        var copy = self
        if !isFinal { copy.askAgain() }
        return copy
    }

    fileprivate func withdrawn(sequence: Int?) -> Invitation {
        var copy = self
        copy.state = .withdrawn
        copy.sentSequence = sequence
        return copy
    }
}
