internal import Crypto
internal import FoundationEssentials

/// The end of a chain of entries: `mac(i) = HMAC(key(i), mac(i-1), i, entry)`, and each key is the hash of the one before.
///
/// The form is that of Schneier and Kelsey ("Secure Audit Logs to Support Computer Forensics", 1999). The first key is kept sealed
/// in the store so that its owner can verify; so who has the vault's key could write another chain, and only an anchor kept
/// outside shows that.
public struct AuditChain: Sendable {
    /// How many entries there are.
    public private(set) var position: Int
    /// The code of the last entry.
    public private(set) var mac: [UInt8]
    private var key: SymmetricKey

    /// A chain without entries.
    public init() {
        position = 0
        mac = Array(repeating: 0, count: 32)
        key = SymmetricKey(size: .bits256)
    }

    /// Goes on from where a chain was left.
    public init(position: Int, mac: [UInt8], key: [UInt8]) {
        self.position = position
        self.mac = mac
        self.key = SymmetricKey(data: key)
    }

    /// The key of the next entry, for sealing or for the auditor.
    public var keyBytes: [UInt8] { key.withUnsafeBytes { Array($0) } }

    /// Adds an entry and returns its code.
    /// - Parameter fields: what the entry says, in order.
    public mutating func append(_ at: Int64, _ fields: [String]) -> [UInt8] {
        var message = mac
        position &+= 1
        LengthPrefixed.append(UInt64(position), to: &message)
        LengthPrefixed.append(UInt64(bitPattern: at), to: &message)
        message += LengthPrefixed.bytes(fields)
        mac = Array(HMAC<SHA256>.authenticationCode(for: message, using: key))
        key = SymmetricKey(data: SHA256.hash(data: Array("convoke/1 evolve".utf8) + keyBytes))
        return mac
    }
}
