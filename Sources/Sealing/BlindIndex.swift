internal import Crypto

/// Finds sealed words again: a word becomes 63 bits of its keyed hash, which say nothing without the key.
///
/// Equal words give equal numbers, so the index shows which entries share a word, but not the word.
public final class BlindIndex {
    /// Begun with the key; each word goes on from a copy.
    private let begun: HMAC<SHA256>
    /// Names repeat; a run over many people asks for the same words again and again.
    private var known: [String: [String: Int64]] = [:]

    public init(_ key: RecordKey) { begun = HMAC<SHA256>(key: key.key) }

    /// The number that stands for a word of one kind.
    public func token(_ word: String, kind: String) -> Int64 {
        if let token = known[kind]?[word] { return token }
        var code = begun
        code.update(data: Array("\(kind)/\(word)".utf8))
        let token = code.finalize().withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
        let number = Int64(truncatingIfNeeded: UInt64(bigEndian: token) >> 1)
        if known[kind]?.count ?? 0 >= 1 << 16 { known.removeAll() }
        known[kind, default: [:]][word] = number
        return number
    }
}
