public import Coordination

/// Lets a test write an id as it is shown.
extension Identifier: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self.init(trusted: text) }
}
