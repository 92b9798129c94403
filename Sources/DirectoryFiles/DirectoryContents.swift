public import Coordination

/// What one or more directory files hold.
public struct DirectoryContents: Sendable {
    public var mechanisms: [Mechanism] = []
    public var organizations: [Organization] = []
    public var contacts: [Contact] = []

    public init() {}

    mutating func append(_ other: DirectoryContents) {
        mechanisms += other.mechanisms
        organizations += other.organizations
        contacts += other.contacts
    }
}
