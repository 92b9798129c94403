/// One step in the life of a measure before a body.
public struct Stage: Hashable, Sendable, Codable {
    public let id: String
    public let names: [String: String]
    /// The stages that may follow; empty at the end.
    public let next: [String]
    /// Whether the person is under protection in this stage, so that silence is a warning.
    public let isLive: Bool

    public init(id: String, names: [String: String], next: [String], isLive: Bool) {
        self.id = id
        self.names = names
        self.next = next
        self.isLive = isLive
    }
}
