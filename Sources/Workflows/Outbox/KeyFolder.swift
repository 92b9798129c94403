internal import Coordination
internal import Foundation
internal import Mail

/// A place for people's public keys while mails are being encrypted.
///
/// The keys tell who is in the directory, so it lies in memory where the system has such a place, and is taken away with the last
/// use of this object.
final class KeyFolder: Sendable {
    let path: String

    /// - Throws: `Problem.cannotCreate` where there is no such place.
    init() throws {
        let place = FileManager.default.isWritableFile(atPath: "/dev/shm") ? "/dev/shm" : NSTemporaryDirectory()
        var template = Array("\(place)/convoke-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw Problem(.cannotCreate, at: place, "holds no folder for keys", remedy: "Check its rights and space.")
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func cipher() throws -> MailCipher { try MailCipher(folder: path) }
}
