internal import Crypto

/// The public key that a secret gives. Deriving it takes long on purpose, so it is done before a transaction begins.
public struct SlotKey: Sendable {
    let kind: VaultSecret.Kind
    let salt: [UInt8]
    let cost: Int
    let publicKey: Curve25519.KeyAgreement.PublicKey

    /// - Parameter cost: scrypt's N.
    /// - Throws: `SealingError.unfit` for a passphrase or key file that is too short.
    public init(_ secret: VaultSecret, cost: Int = KeySlot.scryptCost) throws {
        if case .passphrase(let text) = secret, text.count < VaultSecret.shortestPassphrase {
            throw SealingError.unfit("a passphrase has at least \(VaultSecret.shortestPassphrase) characters")
        }
        kind = secret.kind
        salt = SymmetricKey(size: .bits128).withUnsafeBytes { Array($0) }
        self.cost = cost
        publicKey = try secret.privateKey(salt: salt, cost: cost).publicKey
    }
}
