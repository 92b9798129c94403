/// Compares records of which each may be compared many times: what likeness looks at is made once a record.
public struct LikenessIndex: Sendable {
    private var words = LikenessWords()
    private var features: [Contact.ID: LikenessFeatures] = [:]

    public init() {}

    public mutating func likeness(_ one: Contact, _ other: Contact) -> Likeness {
        let first = features(of: one), second = features(of: other)
        return Likeness(first, second, words)
    }

    /// To be said of a record that has changed.
    public mutating func forget(_ id: Contact.ID) { features[id] = nil }

    private mutating func features(of contact: Contact) -> LikenessFeatures {
        if let known = features[contact.id] { return known }
        let made = LikenessFeatures(contact, &words)
        features[contact.id] = made
        return made
    }
}
