public import Coordination

/// An envelope with what has become of it so far.
public struct StoredEnvelope: Sendable {
    public enum State: String, Sendable, Codable, CaseIterable { case waiting, delivered, dead }

    public let envelope: Envelope
    public let state: State
    /// Whether it waits for a person to say that it may still go: it came back with a backup and may have gone already.
    public let isHeld: Bool
    public let attempts: Int
    public let notBefore: Instant
    /// Until when a worker has it to itself.
    let leasedUntil: Instant
    /// What the last try said.
    public let lastDetail: String?

    func leased(until: Instant) -> StoredEnvelope {
        StoredEnvelope(
            envelope: envelope, state: state, isHeld: isHeld, attempts: attempts, notBefore: notBefore,
            leasedUntil: until,
            lastDetail: lastDetail)
    }
}
