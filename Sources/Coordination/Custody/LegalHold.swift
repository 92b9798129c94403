/// Why a person's record must not be erased.
public struct LegalHold: Hashable, Sendable, Codable {
    public let reason: String
    public let set: Instant

    public init(reason: String, set: Instant) {
        self.reason = reason
        self.set = set
    }
}
