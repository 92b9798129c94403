public import Coordination

/// A message that was given up when two records were parted.
public struct StoppedMessage: Sendable, Hashable {
    public let id: String
    public let kind: MessageKind
    public let convening: String
}
