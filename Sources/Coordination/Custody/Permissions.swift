/// What an actor may do in an installation.
public struct Permissions: OptionSet, Sendable, Hashable {
    public let rawValue: Int

    public init(rawValue: Int) { self.rawValue = rawValue }

    /// To see people, meetings and follow-up.
    public static let read = Permissions(rawValue: 1)
    /// To change them, and to have messages written.
    public static let change = Permissions(rawValue: 2)

    public static let all: Permissions = [.read, .change]

    /// - Throws: `Problem.notAllowed` where one of them is missing.
    public func require(_ needed: Permissions, of actor: ActorName) throws {
        guard isSuperset(of: needed) else {
            throw Problem(
                .notAllowed, at: actor.name, "may not \(needed.contains(.change) ? "change" : "see") this",
                remedy: "Ask the administrator of this installation.")
        }
    }
}
