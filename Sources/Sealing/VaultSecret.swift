internal import Crypto
internal import CryptoExtras
internal import Foundation

/// What opens a vault: one of the secrets that its slots were made for.
public enum VaultSecret: Sendable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case keyFile = "key-file"
        case passphrase
        case recovery = "recovery-key"
    }

    /// The random bytes of a file.
    case keyFile([UInt8])
    case passphrase(String)
    /// The random bytes behind a printed recovery key.
    case recovery(RecoveryKey)

    /// ASVS 5.0 section 6.2.1 recommends fifteen characters.
    public static let shortestPassphrase = 15

    public var kind: Kind {
        switch self {
        case .keyFile: .keyFile
        case .passphrase: .passphrase
        case .recovery: .recovery
        }
    }

    /// Fresh bytes for a key file.
    public static func freshKeyFile() -> VaultSecret {
        .keyFile(SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) })
    }

    /// The key pair's private part: scrypt for what people think of, HKDF for what chance made.
    /// - Parameter cost: scrypt's N.
    func privateKey(salt: [UInt8], cost: Int) throws -> Curve25519.KeyAgreement.PrivateKey {
        let seed: SymmetricKey
        switch self {
        case .passphrase(let text):
            // The same words typed on another keyboard may come in another composition.
            let bytes = Array(text.precomposedStringWithCanonicalMapping.utf8)
            seed = try KDF.Scrypt.deriveKey(
                from: bytes, salt: salt, outputByteCount: 32, rounds: cost, blockSize: 8, parallelism: 1)
        case .keyFile(let bytes):
            guard bytes.count >= 32 else { throw SealingError.unfit("a key file holds at least 32 random bytes") }
            seed = Self.expanded(bytes, salt)
        case .recovery(let key): seed = Self.expanded(key.bytes, salt)
        }
        return try seed.withUnsafeBytes { try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: Data($0)) }
    }

    private static func expanded(_ bytes: [UInt8], _ salt: [UInt8]) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: bytes), salt: salt, info: Array("convoke/1 slot".utf8),
            outputByteCount: 32)
    }
}
