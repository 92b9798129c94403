/// What can be said of a vault without opening it.
public struct VaultStatus: Sendable, Codable {
    public struct Slot: Sendable, Codable {
        public let id: String
        /// `key-file`, `passphrase` or `recovery-key`.
        public let kind: String

        public init(id: String, kind: String) {
            self.id = id
            self.kind = kind
        }
    }

    /// Which store it belongs to; opaque.
    public let store: String
    public let slots: [Slot]
    /// How often its key was changed, from 1.
    public let generation: Int
    /// Records whose key is still of the generation before; more than 0 while a change of keys is under way.
    public let outdated: Int
    public let isLocked: Bool

    public init(store: String, slots: [Slot], generation: Int, outdated: Int, isLocked: Bool) {
        self.store = store
        self.slots = slots
        self.generation = generation
        self.outdated = outdated
        self.isLocked = isLocked
    }
}
