/// A way of reaching a person that they named as safe.
public struct SafeChannel: Hashable, Sendable, Codable {
    public enum Kind: String, CaseIterable, Sendable, Codable {
        case email, signal, phone
        case inPerson = "in-person"
    }

    public var kind: Kind
    /// The address on that channel; empty for a meeting in person.
    public var address: String

    public init(kind: Kind, address: String) {
        self.kind = kind
        self.address = address
    }

    /// Whether both lead to one place; letter case does not matter.
    public func isSame(as other: SafeChannel) -> Bool {
        kind == other.kind && address.lowercased() == other.address.lowercased()
    }
}
