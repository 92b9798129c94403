/// A standing set of people: chosen one by one, or whoever fits a question.
public struct Group: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Group>

    public let id: ID
    public var name: String
    /// The question that decides who belongs; `nil` where members are chosen.
    public var query: DirectoryQuery?

    public init(id: ID, name: String, query: DirectoryQuery? = nil) {
        self.id = id
        self.name = name
        self.query = query
    }
}
