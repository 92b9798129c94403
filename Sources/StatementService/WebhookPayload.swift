internal import Coordination
internal import Installation

/// What every webhook carries, by Standard Webhooks 1.0.0.
struct WebhookPayload<Content: Encodable>: Encodable {
    let type: String
    let timestamp: Instant
    let data: Content
}

/// A statement as partners get it: organizations, never people.
struct StatementPayload: Encodable {
    let id: String
    let version: Int
    let title: String
    let texts: [String: String]
    /// SHA-256 of the signed words.
    let digest: String
    let signatories: [String]
    let published: Instant

    init(_ publication: Publication) {
        let statement = publication.statement
        id = statement.id.text
        version = statement.edition.version
        title = statement.title
        texts = statement.edition.texts
        digest = statement.edition.digest
        signatories = publication.signatories
        published = publication.published
    }
}

/// A message that says nothing but that it arrived.
struct PingPayload: Encodable {
    let message: String
}
