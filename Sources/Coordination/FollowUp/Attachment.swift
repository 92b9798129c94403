/// A file kept as evidence: its content is sealed by a key of its own.
public struct Attachment: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Attachment>

    /// The largest content, in bytes.
    public static let limit = 10 << 20

    public let id: ID
    /// The action, measure or incident it belongs to.
    public let subject: String
    /// The file's name, without its folder.
    public let name: String
    public let size: Int
    /// SHA-256 of the content, in hexadecimal.
    public let digest: String
    public let added: CalendarDay

    public init(id: ID, subject: String, name: String, size: Int, digest: String, added: CalendarDay) throws {
        self.id = id
        self.subject = subject
        self.name = try SafeText.title(name, field: "file name")
        self.size = size
        self.digest = digest
        self.added = added
    }
}
