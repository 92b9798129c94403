/// Whose key: a kind and an id, such as `contact/ct-1`.
struct KeyID: Hashable, Sendable {
    enum Kind: String, Sendable, CaseIterable {
        case store, actor, contact, organization, mechanism, convening, measure, action, statement, partner, envelope,
            reply, relation, group, post, resolution, incident, attachment, round
    }

    let kind: Kind
    let id: String

    init(_ kind: Kind, _ id: String) {
        self.kind = kind
        self.id = id
    }

    init?(text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])) else { return nil }
        self.init(kind, String(parts[1]))
    }

    var text: String { "\(kind.rawValue)/\(id)" }

    /// The key of the search index.
    static let index = KeyID(.store, "index")
    /// The key of the index that a change of the vault's key is building.
    static let nextIndex = KeyID(.store, "next-index")
    /// The key of the digests by which refusals are found. It stays when the vault gets a new key: what they were made of is not kept.
    static let refusals = KeyID(.store, "refusals")
    /// The key that seals the end of the audit chain.
    static let audit = KeyID(.store, "audit")
}
