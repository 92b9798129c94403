internal import Crypto
internal import FoundationEssentials

/// One way into the vault: the vault key, sealed for one secret.
///
/// The secret gives the private part of a key pair; the vault key is sealed to the public part (HPKE, RFC 9180). So the vault
/// key can be changed without asking for every secret. A mark made with the vault key shows that the slot is one of ours:
/// without it, whoever can write to the store could slip in a public key of his own and wait for the next change.
public struct KeySlot: Hashable, Sendable, Codable {
    /// scrypt's N as OWASP's Password Storage Cheat Sheet sets it, with r = 8 and p = 1.
    public static let scryptCost = 1 << 17

    public let id: String
    public let kind: VaultSecret.Kind
    let salt: [UInt8]
    let cost: Int
    let publicKey: [UInt8]
    let encapsulated: [UInt8]
    let sealed: [UInt8]
    let mark: [UInt8]

    /// Makes a slot for a secret.
    /// - Throws: `SealingError.unfit` for a passphrase or key file that is too short.
    public init(id: String, secret: VaultSecret, vault: VaultKey, cost: Int = KeySlot.scryptCost) throws {
        try self.init(id: id, key: SlotKey(secret, cost: cost), vault: vault)
    }

    /// Makes a slot for a secret whose key was derived before.
    public init(id: String, key: SlotKey, vault: VaultKey) throws {
        try self.init(
            id: id, kind: key.kind, salt: key.salt, cost: key.cost, publicKey: key.publicKey, vault: vault)
    }

    private init(
        id: String, kind: VaultSecret.Kind, salt: [UInt8], cost: Int, publicKey: Curve25519.KeyAgreement.PublicKey,
        vault: VaultKey
    ) throws {
        var sender = try HPKE.Sender(
            recipientKey: publicKey, ciphersuite: .Curve25519_SHA256_ChachaPoly, info: Data("convoke/1 slot".utf8))
        self.id = id
        self.kind = kind
        self.salt = salt
        self.cost = cost
        self.publicKey = Array(publicKey.rawRepresentation)
        sealed = Array(try sender.seal(vault.bytes, authenticating: Array(id.utf8)))
        encapsulated = Array(sender.encapsulatedKey)
        mark = vault.mark(["slot", id, kind.rawValue, "\(cost)"], salt + Array(publicKey.rawRepresentation))
    }

    /// The vault key, if the secret is this slot's.
    /// - Throws: `SealingError.altered` where it is not.
    public func open(with secret: VaultSecret) throws -> VaultKey {
        guard secret.kind == kind, cost >= 1 << 10, cost <= Self.scryptCost else { throw SealingError.altered }
        do {
            var recipient = try HPKE.Recipient(
                privateKey: secret.privateKey(salt: salt, cost: cost), ciphersuite: .Curve25519_SHA256_ChachaPoly,
                info: Data("convoke/1 slot".utf8), encapsulatedKey: Data(encapsulated))
            return try VaultKey(bytes: Array(try recipient.open(sealed, authenticating: Array(id.utf8))))
        } catch let error as SealingError {
            throw error
        } catch {
            throw SealingError.altered
        }
    }

    /// Whether the slot was made by a holder of the vault key.
    public func isGenuine(under vault: VaultKey) -> Bool {
        vault.isMark(mark, of: ["slot", id, kind.rawValue, "\(cost)"], salt + publicKey)
    }

    /// The same slot for the next vault key.
    /// - Throws: `SealingError.altered` where the slot is not one of ours.
    public func resealed(from old: VaultKey, to new: VaultKey) throws -> KeySlot {
        guard isGenuine(under: old) else { throw SealingError.altered }
        return try KeySlot(
            id: id, kind: kind, salt: salt, cost: cost,
            publicKey: Curve25519.KeyAgreement.PublicKey(rawRepresentation: publicKey), vault: new)
    }
}
