internal import Coordination
internal import Foundation

/// The folder of received messages: one file an id, written once.
struct ReceivedFolder: Sendable {
    private let path: String

    init(path: String) throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Problem(.cannotCreate, at: path, "cannot be made", remedy: "Choose another folder with --out.")
        }
        self.path = path
    }

    /// Keeps a message; returns false where its id was kept before.
    func keep(_ body: [UInt8], id: String) throws -> Bool {
        let file = "\(path)/\(id).json"
        guard !FileManager.default.fileExists(atPath: file) else { return false }
        try Data(body).write(to: URL(filePath: file), options: .atomic)
        return true
    }
}
