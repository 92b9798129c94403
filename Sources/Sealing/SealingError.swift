/// Why sealed bytes could not be opened, without a word of what is in them.
public enum SealingError: Error, Hashable, Sendable {
    /// The bytes, or the place they stand at, are not those that were sealed; or the key is another.
    case altered
    /// The bytes have not the form that sealing gives.
    case malformed
    /// A secret is too short or has not the form it should.
    case unfit(String)
}
