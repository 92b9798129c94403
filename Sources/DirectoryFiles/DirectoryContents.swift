public import Coordination

/// What one or more directory files hold.
public struct DirectoryContents: Sendable {
    public var mechanisms: [Mechanism] = []
    public var organizations: [Organization] = []
    public var contacts: [Contact] = []
    /// Which fields the file gives of each organization and contact, by id; the others are left as they are.
    public var givenFields: [String: Set<String>] = [:]

    public init() {}

    mutating func append(_ other: DirectoryContents) {
        mechanisms += other.mechanisms
        organizations += other.organizations
        contacts += other.contacts
        givenFields.merge(other.givenFields) { $0.union($1) }
    }
}
