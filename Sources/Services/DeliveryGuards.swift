internal import ConveningService
internal import CustodyService
internal import FollowUpService
public import Installation
internal import StatementService

/// Everyone who answers for messages. Each front opens its installation with them.
public enum DeliveryGuards {
    public static let all: [any DeliveryGuard] = [ConveningGuard(), FollowUpGuard(), StatementGuard(), AnchorGuard()]
}
