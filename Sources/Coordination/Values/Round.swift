/// Work that is too long for one transaction: a mailing to many, a file of many people. It is staged in batches that nobody sees,
/// released in one short transaction, and then carried out in batches. Until its release it leaves nothing when it is cancelled; from
/// then on it is completed, by whichever program comes next if need be.
public struct Round: Hashable, Sendable {
    public typealias ID = Identifier<Round>

    public enum Kind: String, CaseIterable, Sendable, Codable { case mailing, people }

    public let id: ID
    public let kind: Kind
    /// What it is about: the id of a convening, or the name of a file.
    public let subject: String
    public let isReleased: Bool
    /// Whether what it puts into the outbox waits for a person's word: it came back with a backup.
    public let isHeld: Bool
    /// How many parts it has, and how many are staged or, once it is released, still to be carried out.
    public let total: Int
    public let waiting: Int
    public let created: Instant
    /// Which program works on it, until when at the latest it says so again.
    public let holder: String
    public let heldUntil: Instant

    public init(
        id: ID, kind: Kind, subject: String, isReleased: Bool, isHeld: Bool, total: Int, waiting: Int, created: Instant,
        holder: String, heldUntil: Instant
    ) {
        self.id = id
        self.kind = kind
        self.subject = subject
        self.isReleased = isReleased
        self.isHeld = isHeld
        self.total = total
        self.waiting = waiting
        self.created = created
        self.holder = holder
        self.heldUntil = heldUntil
    }

    /// How many parts are through: staged before the release, carried out after it.
    public var done: Int { isReleased ? total - waiting : waiting }
}
