/// One step in the life of a measure before a mechanism.
public struct Stage: Hashable, Sendable, Codable {
    public let id: String
    public let names: [String: String]
    /// The stages that may follow; empty at the end.
    public let next: [String]
    /// Whether the person is under protection in this stage, so that silence is a warning.
    public let isLive: Bool
    /// What a reasoned resolution decides by bringing a measure into this stage; `nil` where no resolution is needed.
    public let decision: Decision?

    public init(id: String, names: [String: String], next: [String], isLive: Bool, decision: Decision? = nil) {
        self.id = id
        self.names = names
        self.next = next
        self.isLive = isLive
        self.decision = decision
    }
}
