/// Where messages from outside are read: by this program itself, or by processes of their own that the system holds within limits.
public enum MessageParser: Sendable {
    case here
    /// This program once more, as `PROGRAM read-messages`, which makes a process for each message.
    case apart(program: String)
}
