/// A statement on its way to partners, with the organizations that signed it; never people.
public struct Publication: Hashable, Sendable {
    public let statement: Statement
    public let signatories: [String]
    public let published: Instant

    public init(of statement: Statement, signedBy signatories: [String], at published: Instant) {
        self.statement = statement
        self.signatories = signatories
        self.published = published
    }
}

/// A message that says nothing but that it arrived.
public struct TestMessage: Hashable, Sendable {
    public let text = "This is a test. It carries no statement."
    public init() {}
}
