public import Sealing

/// What can be said of a vault without opening it.
public struct VaultStatus: Sendable, Codable {
    public struct Slot: Sendable, Codable {
        public let id: String
        public let kind: VaultSecret.Kind
    }

    /// Which store it belongs to; opaque.
    public let store: String
    public let slots: [Slot]
    /// How often its key was changed, from 1.
    public let generation: Int
    /// Records whose key is still of the generation before; more than 0 while a change of keys is under way.
    public let outdated: Int
    public let isLocked: Bool
}
