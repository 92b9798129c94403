public import Coordination
public import Installation

/// Mails that carry the head of the audit chain outside. They name nobody, so nothing is asked beyond their recipient's consent.
public struct AnchorGuard: DeliveryGuard {
    public let kinds: Set<MessageKind> = [.auditAnchor]

    public init() {}
}
