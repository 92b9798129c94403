/// The id of one kind of thing: an opaque text that is safe to log and to type.
public struct Identifier<Entity>: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
    public let text: String

    /// - Throws: `Problem.badData` unless the text is 1 to 64 of `a-z 0-9 -`.
    public init(parsing text: String) throws {
        let allowed = text.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
        guard allowed, (1...64).contains(text.utf8.count) else {
            throw Problem(
                .badData, "'\(text.prefix(64))' is not an id",
                remedy: "Give the id as the lists show it: 1 to 64 lowercase letters, digits and hyphens.")
        }
        self.text = text
    }

    /// For ids made or already checked by Convoke.
    public init(trusted text: String) { self.text = text }

    public init(from decoder: any Decoder) throws {
        try self.init(parsing: decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    public static func < (left: Self, right: Self) -> Bool { left.text < right.text }
    public var description: String { text }
}
