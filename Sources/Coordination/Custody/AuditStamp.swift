/// Who acts and when: what every audit entry of one piece of work records.
public struct AuditStamp: Sendable, Hashable {
    public let actor: ActorName
    public let at: Instant

    public init(_ actor: ActorName, at: Instant) {
        self.actor = actor
        self.at = at
    }
}
