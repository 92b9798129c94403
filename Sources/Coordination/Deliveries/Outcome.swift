/// How one try ended.
public enum Outcome: Hashable, Sendable {
    case delivered(String)
    /// Worth another try; a receiver may say how long to wait.
    case deferred(String, after: Duration?)
    /// Never to be tried again.
    case refused(String)
    /// The receiver is gone for good: HTTP 410.
    case gone(String)
    /// Our own side is not set up, so the try does not count.
    case held(String)
}
