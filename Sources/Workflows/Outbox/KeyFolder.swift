internal import Coordination
internal import Foundation
internal import Mail
internal import Synchronization

/// The place for people's public keys while mails are being encrypted; there is one in a process, for GnuPG finds it by the
/// environment.
///
/// The keys tell who is in the directory, so it lies in memory where the system has such a place, and is taken away with its last
/// user.
final class KeyFolder: Sendable {
    private static let users = Mutex(0)

    /// Chosen once, and named to GnuPG, before any other thread could look at the environment.
    private static let path: String = {
        let place = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        let path = "\(place)/convoke-\(UUID().uuidString.lowercased())"
        setenv("GNUPGHOME", path, 1)
        return path
    }()

    /// To be called while the program has one thread.
    static func claim() { _ = path }

    var path: String { Self.path }

    /// - Throws: `Problem.cannotCreate` where there is no place for it.
    init() throws {
        try Self.users.withLock { count in
            do {
                try FileManager.default.createDirectory(
                    atPath: Self.path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            } catch {
                throw Problem(
                    .cannotCreate, at: Self.path, "cannot be made", remedy: "Check the rights and space of its folder.")
            }
            count += 1
        }
    }

    deinit {
        Self.users.withLock { count in
            count -= 1
            if count == 0 { try? FileManager.default.removeItem(atPath: Self.path) }
        }
    }

    func cipher() throws -> MailCipher { try MailCipher() }
}
