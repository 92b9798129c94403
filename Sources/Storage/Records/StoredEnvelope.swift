public import Coordination

/// An envelope as it lies in the store, with what has become of it so far.
public struct StoredEnvelope: Sendable {
    public enum State: String, Sendable, CaseIterable {
        case waiting, delivered
        /// Stored as delivered; the outcome of its last try tells the two apart.
        case saved
        /// Not needed any more before it left: a newer one took its place, or what it was about was called off. Stored as failed; told
        /// apart in the same way.
        case superseded
        case failed = "dead"

        /// What it is called outside the store.
        public var name: String { self == .failed ? "failed" : rawValue }

        public init?(name: String) {
            guard let state = Self.allCases.first(where: { $0.name == name }) else { return nil }
            self = state
        }
    }

    public let id: Envelope.ID
    public let route: Envelope.Route
    public let kind: MessageKind
    /// The convening or statement it is about, or the name of a matter.
    public let about: String
    public let orderingKey: String
    /// Empty once its content was destroyed.
    public let payload: [UInt8]
    public let created: Instant
    /// Why the gate let it out.
    public let ground: String
    public let state: State
    /// Whether it waits for a person to say that it may still go: it came back with a backup and may have gone already.
    public let isHeld: Bool
    public let attempts: Int
    public let notBefore: Instant
    /// Until when a worker has it to itself.
    public internal(set) var leasedUntil: Instant
    /// What the last try said.
    public let lastDetail: String?
}
