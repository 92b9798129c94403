internal import Crypto
internal import FoundationEssentials

/// The key that wraps all others. It is in memory only while the vault is open.
public struct VaultKey: Sendable {
    let root: SymmetricKey
    private let wrapping: SymmetricKey

    /// A fresh key from the system's generator.
    public init() { self.init(SymmetricKey(size: .bits256)) }

    /// - Throws: `SealingError.malformed` unless there are 32 bytes.
    public init(bytes: [UInt8]) throws {
        guard bytes.count == 32 else { throw SealingError.malformed }
        self.init(SymmetricKey(data: bytes))
    }

    init(_ root: SymmetricKey) {
        self.root = root
        wrapping = Self.derived(root, "wrap")
    }

    /// For the session's key ring alone.
    public var bytes: [UInt8] { root.withUnsafeBytes { Array($0) } }

    /// The record key as it may be stored, bound to whose it is.
    public func wrap(_ key: RecordKey, of owner: String) throws -> [UInt8] {
        try Box.seal(key.key.withUnsafeBytes { Array($0) }, wrapping, Self.context(owner))
    }

    /// - Throws: `SealingError` where it was altered, is another owner's or was wrapped by another vault key.
    public func unwrap(_ wrapped: [UInt8], of owner: String) throws -> RecordKey {
        let bytes = try Box.open(wrapped, wrapping, Self.context(owner))
        guard bytes.count == 32 else { throw SealingError.malformed }
        return RecordKey(SymmetricKey(data: bytes))
    }

    /// Seals another vault key, so that what one generation wrapped opens in the next.
    public func wrap(_ other: VaultKey) throws -> [UInt8] { try Box.seal(other.bytes, wrapping, Self.context("vault")) }

    public func unwrapVaultKey(_ wrapped: [UInt8]) throws -> VaultKey {
        try VaultKey(bytes: Box.open(wrapped, wrapping, Self.context("vault")))
    }

    /// A mark by which the holder of the key knows its own rows again: HMAC-SHA-256.
    public func mark(_ parts: [String], _ bytes: [UInt8]) -> [UInt8] {
        var code = HMAC<SHA256>(key: Self.derived(root, "mark"))
        code.update(data: LengthPrefixed.bytes(parts))
        code.update(data: bytes)
        return Array(code.finalize())
    }

    public func isMark(_ mark: [UInt8], of parts: [String], _ bytes: [UInt8]) -> Bool {
        var message = LengthPrefixed.bytes(parts)
        message += bytes
        return HMAC<SHA256>.isValidAuthenticationCode(
            mark, authenticating: message, using: Self.derived(root, "mark"))
    }

    private static func context(_ owner: String) -> [UInt8] { LengthPrefixed.bytes(["convoke/1", "key", owner]) }

    private static func derived(_ root: SymmetricKey, _ purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: root, info: Array("convoke/1 \(purpose)".utf8), outputByteCount: 32)
    }
}
