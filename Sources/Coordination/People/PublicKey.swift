/// An OpenPGP key that a person gave, wanting mail to be encrypted with it (RFC 9580).
public struct PublicKey: Hashable, Sendable, Codable {
    public static let maximumBytes = 65_536

    /// 40 or 64 hexadecimal digits.
    public let fingerprint: String
    /// The public key in its armored form.
    public let armored: String

    /// - Throws: `Problem.badData` for what is none.
    public init(armored: String, fingerprint: String) throws {
        let isHex = fingerprint.utf8.allSatisfy { (48...57).contains($0) || (65...70).contains($0) }
        guard isHex, fingerprint.utf8.count == 40 || fingerprint.utf8.count == 64,
            armored.utf8.count <= Self.maximumBytes, armored.contains("-----BEGIN PGP PUBLIC KEY BLOCK-----"),
            !armored.contains("PRIVATE KEY")
        else {
            throw Problem(
                .badData, at: "key", "is not an armored public key",
                remedy: "Export it with 'gpg --armor --export ADDRESS', without the private part.")
        }
        self.fingerprint = fingerprint
        self.armored = armored
    }
}
