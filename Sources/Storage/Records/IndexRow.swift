/// A row of the search index: the keyed number of a word, and the number of its owner.
public struct IndexRow: Sendable, Comparable {
    let token: Int64
    let owner: Int64

    public static func < (one: Self, other: Self) -> Bool { (one.token, one.owner) < (other.token, other.owner) }
}
