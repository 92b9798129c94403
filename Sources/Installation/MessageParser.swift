/// Where messages from outside are read: by this program itself, or by a process of its own that the system holds within limits.
public enum MessageParser: Sendable {
    case here
    /// This program once more, as `PROGRAM read-message`.
    case apart(program: String)
}
