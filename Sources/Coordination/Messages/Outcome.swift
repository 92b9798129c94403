/// How one try ended.
public enum Outcome: Hashable, Sendable {
    /// A server took it.
    case delivered(String)
    /// It lies in the local mail folder, because no server is set up.
    case saved
    /// Worth another try; a receiver may say how long to wait.
    case deferred(String, after: Duration?)
    /// It may have arrived; tried again under the same id.
    case inDoubt(String)
    /// Never to be tried again.
    case refused(String)
    /// The receiver is gone for good: HTTP 410.
    case gone(String)
    /// Our own side is not set up, so the try does not count.
    case held(String)
}

extension Outcome {
    /// What the audit records of it.
    public var event: AuditEvent {
        switch self {
        case .delivered: .envelopeDelivered
        case .saved: .envelopeSaved
        case .deferred: .envelopeDeferred
        case .inDoubt: .envelopeInDoubt
        case .refused: .envelopeRefused
        case .gone: .envelopeGone
        case .held: .envelopeHeld
        }
    }

    /// The stored name of the outcome.
    public var name: String {
        switch self {
        case .delivered: "delivered"
        case .saved: "saved"
        case .deferred: "deferred"
        case .inDoubt: "in-doubt"
        case .refused: "refused"
        case .gone: "gone"
        case .held: "held"
        }
    }

    /// Whether the message was handed to anybody, so that it counts as a try.
    public var isTry: Bool {
        if case .held = self { false } else { true }
    }

    /// What the receiver or our own side said.
    public var detail: String {
        switch self {
        case .delivered(let text), .deferred(let text, _), .inDoubt(let text), .refused(let text), .gone(let text),
            .held(let text):
            text
        case .saved: "the local mail folder"
        }
    }
}
