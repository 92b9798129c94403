public import Coordination
public import Installation

/// A statement, as the fronts show one.
public struct StatementDetails: View {
    public let id: Statement.ID
    public let tlp: TLP
    /// Nothing is published before this moment.
    public let embargo: Instant?
    public let edition: Edition
    public let state: Statement.State
    public let signatures: [Signature]
    public let publishedAt: Instant?

    package init(_ statement: Statement) {
        id = statement.id
        tlp = statement.tlp
        embargo = statement.embargo
        edition = statement.edition
        state = statement.state
        signatures = statement.signatures
        publishedAt = statement.publishedAt
    }
}
