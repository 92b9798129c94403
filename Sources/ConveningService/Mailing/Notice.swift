internal import Calendars
internal import Coordination
internal import Installation
internal import Rendering

/// What a mail about a convening announces.
enum Notice: Sendable {
    case invitation
    /// The time changed.
    case update(before: TimeSpan)
    /// Something else changed; people answer again or need not.
    case change(asksAgain: Bool)
    case moved(Occurrence, before: TimeSpan)
    case cancellation(reason: String?)
    case cancelledOnce(Occurrence, reason: String?)
    /// One person is not invited any more.
    case withdrawal
    case reminder
    /// The place of a discreet meeting, to those who come; whether it is another than they were told.
    case place(Occurrence, isChanged: Bool)
    /// The present version, which the person asked for.
    case refresh
    case counterDeclined(sequence: Int, Occurrence?)

    /// What the envelope is called.
    var kind: MessageKind {
        switch self {
        case .invitation: .invitation
        case .update, .change: .update
        case .moved: .meeting
        case .cancellation, .cancelledOnce, .withdrawal: .cancellation
        case .reminder: .reminder
        case .place: .place
        case .refresh: .refresh
        case .counterDeclined: .counterDeclined
        }
    }

    /// What the audit records of the convening.
    var event: AuditEvent {
        switch self {
        case .invitation: .conveningInvitation
        case .update, .change: .conveningUpdate
        case .moved: .conveningMeeting
        case .cancellation, .cancelledOnce, .withdrawal: .conveningCancellation
        case .reminder: .conveningReminder
        case .place: .conveningPlace
        case .refresh: .conveningRefresh
        case .counterDeclined: .conveningCounterDeclined
        }
    }

    var method: EventMessage.Method {
        switch self {
        case .cancellation, .cancelledOnce, .withdrawal: .cancel
        case .counterDeclined: .declineCounter
        default: .request
        }
    }

    /// The one meeting of a series that it is about.
    var occurrence: Occurrence? {
        switch self {
        case .moved(let occurrence, _), .cancelledOnce(let occurrence, _), .place(let occurrence, _):
            occurrence
        case .counterDeclined(_, let occurrence): occurrence
        default: nil
        }
    }

    /// Earlier messages that it makes needless, if they were not tried yet.
    var supersedes: Set<MessageKind> {
        switch self {
        // An update of one meeting says nothing of the others.
        case .moved, .cancelledOnce, .counterDeclined: [.reminder]
        case .invitation, .update: [.update, .meeting, .reminder, .place, .refresh]
        // A change of words says nothing of a meeting that was moved.
        case .change: [.update, .reminder, .place, .refresh]
        case .cancellation, .withdrawal: [.update, .meeting, .reminder, .place, .refresh, .counterDeclined]
        case .reminder: [.reminder]
        case .place: [.place, .reminder]
        case .refresh: [.refresh, .reminder]
        }
    }

    /// The words of the officer's own in it.
    var reason: String? {
        switch self {
        case .cancellation(let reason), .cancelledOnce(_, let reason): reason
        default: nil
        }
    }

    /// Whether it only says what has changed since people were told.
    var isUpdate: Bool {
        switch self {
        case .update, .change, .moved, .cancelledOnce: true
        default: false
        }
    }

    /// Whether everyone it goes to is asked for an answer anew.
    var asksAgain: Bool {
        switch self {
        case .invitation, .update, .change(asksAgain: true), .moved: true
        default: false
        }
    }
}
