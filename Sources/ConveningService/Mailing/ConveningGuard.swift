public import Coordination
public import Installation

/// Mails about convenings: places are told in time, and no mail shows someone who may not be shown any more.
public struct ConveningGuard: DeliveryGuard {
    public let kinds: Set<MessageKind> = [
        .invitation, .update, .meeting, .cancellation, .reminder, .place, .refresh, .counterDeclined,
    ]

    public init() {}

    public func prepare(_ operation: Installation.Operation) async throws -> [String] {
        try await operation.mailings.tellPlaces() + operation.mailings.withholdNaming()
    }
}
