/// The number under which another program or a list keeps a person. It is never an id of this directory: every list has its own
/// number 1.
public struct ForeignID: Hashable, Sendable, Codable {
    /// The program or list, by a name that the officer knows.
    public let source: String
    public let id: String

    public init(source: String, id: String) {
        self.source = source
        self.id = id
    }

    /// By what the person is found again.
    public var key: String { "\(source)#\(id)" }
}
