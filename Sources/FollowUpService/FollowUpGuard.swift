public import Coordination
public import Installation
internal import Storage

/// Notices of what is due: each waits for its reader's working hours, and one that was refused is forgotten so that it can be written anew.
public struct FollowUpGuard: DeliveryGuard {
    public let kinds: Set<MessageKind> = [.followUp]

    public init() {}

    public func obstacle(to envelope: Envelope.ID, for contact: Contact, _ operation: Installation.Operation)
        async throws
        -> Outcome?
    { try await operation.reminders.obstacle(toNotice: envelope, contact) }

    public func wasRefused(_ envelope: Envelope.ID, _ operation: Installation.Operation) async throws {
        try await operation.change { try $0.reminders.forgetNotice(envelope) }
    }
}
