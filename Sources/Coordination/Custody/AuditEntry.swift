/// Who did what to which id, and when.
public struct AuditEntry: Sendable, Codable {
    public let position: Int
    public let at: Instant
    public let who: String
    public let verb: String
    public let subject: String

    public init(position: Int, at: Instant, who: String, verb: String, subject: String) {
        self.position = position
        self.at = at
        self.who = who
        self.verb = verb
        self.subject = subject
    }
}
