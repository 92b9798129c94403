internal import CGMime
internal import CGPGME
internal import Coordination
internal import Foundation

/// Encrypts mails with OpenPGP for people who gave a key and asked for it (RFC 3156).
///
/// Each call of GnuPG works in a folder of its own under a context of its own, so nothing of the process or of the user's keyring is
/// touched. The keys tell who is in the directory, so the folder lies in memory where the system has such a place, and is taken away
/// at once.
public struct MailCipher: Sendable {
    /// - Throws: `Problem.unavailable` where GnuPG is not installed.
    public init() throws {
        guard Self.isInstalled else {
            throw Problem(
                .unavailable, at: "key", "GnuPG is not there, and someone asked for encrypted mail",
                remedy: "Install the package 'gnupg'. Nothing was sent.")
        }
    }

    /// gpgme wants to be asked for its version before anything else (its manual, section 2.6).
    private static let isInstalled: Bool = {
        guard gpgme_check_version(nil) != nil else { return false }
        return gpgme_engine_check_version(GPGME_PROTOCOL_OpenPGP) == 0
    }()

    /// What GnuPG says of a key.
    public struct KeyFacts: Hashable, Sendable {
        /// Of the primary key, in hexadecimal letters.
        public let fingerprint: String
        public let canEncrypt: Bool
        public let isSecret: Bool
    }

    /// The keys that an armored text holds, each once.
    /// - Throws: `Problem.unavailable` where GnuPG cannot be used.
    public func keys(in armored: String) throws -> [KeyFacts] {
        try GPGContext.use { context in
            guard context.importKeys(armored) else { return [] }
            return context.keys()
        }
    }

    /// The bytes as an armored OpenPGP message for one key.
    /// - Throws: `Problem.unavailable` where the key cannot be used any more.
    func encrypted(_ bytes: [UInt8], for key: PublicKey) throws -> [UInt8] {
        try GPGContext.use { context in
            guard context.importKeys(key.armored), let sealed = context.encrypt(bytes, to: key.fingerprint) else {
                throw Problem(
                    .unavailable, at: "key", "GnuPG cannot encrypt with \(key.fingerprint)",
                    remedy: "Ask the person for the key that they use now. Nothing was sent.")
            }
            return sealed
        }
    }
}
