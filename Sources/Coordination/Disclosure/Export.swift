/// A file that leaves the store: what a reader sees of it, and its bytes.
public struct Export: Hashable, Sendable {
    /// Everything readable, as it was before markup escaped it.
    public let words: String
    public let bytes: [UInt8]

    public init(words: String, bytes: some Sequence<UInt8>) {
        self.words = words
        self.bytes = Array(bytes)
    }

    /// A file that is all words.
    public init(text: String) { self.init(words: text, bytes: text.utf8) }
}

/// People's records in a file for a group.
public struct SharedRecords: Hashable, Sendable {
    public let contacts: [Contact]
    /// What the file says of each of them beside the name and the addresses.
    public let words: [Contact.ID: String]
    public let group: Group.ID
    /// What the file's label promises.
    public let label: TLP
    public let bytes: [UInt8]

    public init(
        _ contacts: [Contact], saying words: [Contact.ID: String], with group: Group.ID, label: TLP,
        bytes: some Sequence<UInt8>
    ) {
        self.contacts = contacts
        self.words = words
        self.group = group
        self.label = label
        self.bytes = Array(bytes)
    }
}
