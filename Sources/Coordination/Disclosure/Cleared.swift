/// Content that the disclosure gate has looked at and let out. Only the gate makes one, and what it holds is what was looked at.
public struct Cleared<Content: Sendable>: Sendable {
    public let content: Content
    /// Why it was let out, for the record.
    public let ground: String

    init(_ content: Content, ground: String) {
        self.content = content
        self.ground = ground
    }
}

extension Cleared: Equatable where Content: Equatable {}
