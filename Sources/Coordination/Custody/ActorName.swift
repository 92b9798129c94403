/// The person, or the part of the program, on whose behalf something is done. The audit records it.
public struct ActorName: Sendable, Hashable, CustomStringConvertible {
    /// 1 to 64 characters.
    public let name: String

    /// For a name that the program gives itself.
    public init(trusted name: String) { self.name = name }

    /// - Parameter field: what the name is called where it was given.
    /// - Throws: `Problem.usage` where it is empty, too long or holds control characters.
    public init(parsing name: String, field: String) throws {
        guard (1...64).contains(name.count) else {
            throw Problem(
                .usage, "the name after \(field) is empty or too long", remedy: "Give 1 to 64 characters.")
        }
        self.name = try SafeText.checked(name, field: field)
    }

    public var description: String { name }
}
