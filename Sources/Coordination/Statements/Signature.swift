/// An organization's agreement to exact words, given by a person who may speak for it.
public struct Signature: Hashable, Sendable, Codable {
    public let organization: Organization.ID
    /// The person who signed; never published.
    public let signatory: Contact.ID
    /// The digest of the edition that was signed.
    public let digest: String
    public let signedAt: Instant

    public init(organization: Organization.ID, signatory: Contact.ID, digest: String, signedAt: Instant) {
        self.organization = organization
        self.signatory = signatory
        self.digest = digest
        self.signedAt = signedAt
    }
}
