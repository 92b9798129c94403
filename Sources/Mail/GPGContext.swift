internal import CGPGME
internal import Coordination
internal import Foundation

/// One context of gpgme with a home folder of its own, for as long as one piece of work takes.
final class GPGContext {
    private let context: gpgme_ctx_t
    private let folder: String

    /// - Throws: `Problem.cannotCreate` where there is no place for the folder, and what the work throws.
    static func use<Result>(_ work: (GPGContext) throws -> Result) throws -> Result {
        try work(GPGContext())
    }

    private init() throws {
        let place = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        folder = "\(place)/convoke-\(UUID().uuidString.lowercased())"
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Problem(
                .cannotCreate, at: folder, "cannot be made", remedy: "Check the rights and space of its folder.")
        }
        var made: gpgme_ctx_t?
        guard gpgme_new(&made) == 0, let made,
            gpgme_ctx_set_engine_info(made, GPGME_PROTOCOL_OpenPGP, nil, folder) == 0
        else {
            if let made { gpgme_release(made) }
            try? FileManager.default.removeItem(atPath: folder)
            throw Problem(
                .unavailable, at: "key", "GnuPG cannot be used", remedy: "Install the package 'gnupg'.")
        }
        context = made
        gpgme_set_armor(context, 1)
    }

    deinit {
        gpgme_release(context)
        // An agent that GnuPG started for this folder ends once its socket is gone.
        try? FileManager.default.removeItem(atPath: folder)
    }

    func importKeys(_ armored: String) -> Bool {
        withData(Array(armored.utf8)) { gpgme_op_import(context, $0) == 0 } ?? false
    }

    func keys() -> [MailCipher.KeyFacts] {
        var found: [MailCipher.KeyFacts] = []
        guard gpgme_op_keylist_start(context, nil, 0) == 0 else { return [] }
        var key: gpgme_key_t?
        while gpgme_op_keylist_next(context, &key) == 0, let current = key {
            defer { gpgme_key_unref(current) }
            guard let first = current.pointee.subkeys, let fingerprint = first.pointee.fpr else { continue }
            found.append(
                MailCipher.KeyFacts(
                    fingerprint: String(cString: fingerprint), canEncrypt: convoke_gpgme_can_encrypt(current) != 0,
                    isSecret: convoke_gpgme_is_secret(current) != 0))
        }
        return found
    }

    func encrypt(_ bytes: [UInt8], to fingerprint: String) -> [UInt8]? {
        var key: gpgme_key_t?
        guard gpgme_get_key(context, fingerprint, &key, 0) == 0, let key else { return nil }
        defer { gpgme_key_unref(key) }
        return withData(bytes) { plain -> [UInt8]? in
            var cipher: gpgme_data_t?
            guard gpgme_data_new(&cipher) == 0, let cipher else { return nil }
            var recipients: [gpgme_key_t?] = [key, nil]
            guard gpgme_op_encrypt(context, &recipients, GPGME_ENCRYPT_ALWAYS_TRUST, plain, cipher) == 0 else {
                gpgme_data_release(cipher)
                return nil
            }
            var length = 0
            guard let memory = gpgme_data_release_and_get_mem(cipher, &length) else { return nil }
            defer { gpgme_free(memory) }
            return UnsafeBufferPointer(start: memory, count: length).map { UInt8(bitPattern: $0) }
        } ?? nil
    }

    private func withData<Result>(_ bytes: [UInt8], _ work: (gpgme_data_t) -> Result) -> Result? {
        bytes.withUnsafeBytes { buffer in
            var data: gpgme_data_t?
            let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard gpgme_data_new_from_mem(&data, start, buffer.count, 1) == 0, let data else { return nil }
            defer { gpgme_data_release(data) }
            return work(data)
        }
    }
}
