/// What reading the whole chain found.
public struct AuditVerdict: Sendable, Codable {
    /// The first place that is not as it was written.
    public struct Break: Hashable, Sendable, Codable {
        public let position: Int
        public let why: String

        public init(position: Int, why: String) {
            self.position = position
            self.why = why
        }
    }

    /// How many are as they were written, from the first.
    public let entries: Int
    /// Where the chain ends now.
    public let end: AuditAnchor
    /// How many anchors of this store were compared.
    public let anchors: Int
    public let broken: Break?

    public init(entries: Int, end: AuditAnchor, anchors: Int, broken: Break?) {
        self.entries = entries
        self.end = end
        self.anchors = anchors
        self.broken = broken
    }
}
