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

    /// A number without its extension: `+1 418 656 9254` of `+1 418 656 9254 ext. 102`.
    public var numberAlone: Substring {
        let main = address.prefix { !$0.isLetter && $0 != ";" }
        return main.count(where: \.isNumber) >= 7 ? main : address[...]
    }

    /// Whether both lead to one place; letter case does not matter.
    public func isSame(as other: SafeChannel) -> Bool {
        kind == other.kind && address.lowercased() == other.address.lowercased()
    }
}
