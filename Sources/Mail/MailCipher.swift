internal import CGMime
internal import Coordination

/// Encrypts mails with OpenPGP for people who gave a key and asked for it (RFC 3156), by GnuPG in the folder of its environment.
public struct MailCipher: Sendable {
    /// - Throws: `Problem.unavailable` where GnuPG is not installed.
    public init() throws {
        _ = MimeLibrary.isStarted
        guard convoke_mime_has_gpg() != 0 else {
            throw Problem(
                .unavailable, at: "key", "GnuPG is not there, and someone asked for encrypted mail",
                remedy: "Install the package 'gnupg'. Nothing was sent.")
        }
    }

    /// The part as `multipart/encrypted`.
    /// - Throws: `Problem.unavailable` where the key cannot be used any more.
    func encrypted(_ part: MimeObject<GMimeMultipart>, for key: PublicKey) throws -> MimeObject<GMimeMultipartEncrypted>
    {
        let pointer = part.with { object in
            convoke_mime_encrypt(
                key.armored, key.armored.utf8.count, key.fingerprint, convoke_mime_as_object(object))
        }
        guard let pointer else {
            throw Problem(
                .unavailable, at: "key", "GnuPG cannot encrypt with \(key.fingerprint)",
                remedy: "Ask the person for the key that they use now. Nothing was sent.")
        }
        return MimeObject(takingOwnershipOf: pointer)
    }
}
