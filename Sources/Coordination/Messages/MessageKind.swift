/// What a message is. A new kind has to say here whom it goes to and by what consent, or nothing compiles.
public enum MessageKind: String, CaseIterable, Hashable, Sendable, Codable, CustomStringConvertible {
    case invitation, update
    /// About one meeting of a series.
    case meeting
    case cancellation, reminder
    /// The venue of a discreet meeting, to those who come.
    case place
    /// The current version, which the person asked for.
    case refresh
    case counterDeclined = "counter-declined"
    case followUp = "follow-up"
    case signOnRequest = "sign-on-request"
    case auditAnchor = "audit-anchor"
    case statement
    /// A message to a partner that says nothing but that it arrived.
    case test

    /// To whom messages of this kind go, and what a person must have agreed to.
    public enum Audience: Hashable, Sendable {
        case person(Consent.Purpose)
        case partner
    }

    public var description: String { rawValue }

    public var audience: Audience {
        switch self {
        case .invitation, .update, .meeting, .cancellation, .reminder, .place, .refresh, .counterDeclined:
            .person(.invite)
        case .followUp: .person(.followUp)
        case .signOnRequest: .person(.signOn)
        case .auditAnchor: .person(.share)
        case .statement, .test: .partner
        }
    }

    /// Whether its recipient does not know the current state of a convening before it has arrived.
    public var tellsState: Bool {
        switch self {
        case .invitation, .update, .meeting, .cancellation: true
        case .reminder, .place, .refresh, .counterDeclined, .followUp, .signOnRequest, .auditAnchor, .statement, .test:
            false
        }
    }

    /// Whether it may be given up rather than sent in a way that the person did not want.
    public var isCourtesy: Bool {
        switch self {
        case .reminder, .place, .refresh: true
        case .invitation, .update, .meeting, .cancellation, .counterDeclined, .followUp, .signOnRequest, .auditAnchor,
            .statement, .test:
            false
        }
    }
}
