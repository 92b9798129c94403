public import Coordination
internal import Foundation

/// A local Maildir: where mail goes until a server is set up, for people and other programs to look at.
public struct Maildir: Sendable {
    private let folder: URL

    public init(path: String) { folder = URL(filePath: path, directoryHint: .isDirectory) }

    /// Puts a mail into `new`. The name is made of the id, so putting it twice leaves one.
    public func put(_ payload: [UInt8], id: String) -> Outcome {
        let name = "\(id).eml"
        do {
            for part in ["tmp", "new", "cur"] {
                try FileManager.default.createDirectory(
                    at: folder.appending(path: part), withIntermediateDirectories: true,
                    attributes: [.posixPermissions: 0o700])
            }
            let draft = folder.appending(path: "tmp/\(name)"), final = folder.appending(path: "new/\(name)")
            guard
                FileManager.default.createFile(
                    atPath: draft.path, contents: Data(payload), attributes: [.posixPermissions: 0o600])
            else { return .deferred("cannot write to the mail folder", after: nil) }
            let handle = try FileHandle(forWritingTo: draft)
            try handle.synchronize()
            try handle.close()
            guard rename(draft.path, final.path) == 0 else {
                return .deferred("cannot move a mail within the mail folder", after: nil)
            }
            // The name is on disk only when its folder is.
            let new = open(folder.appending(path: "new").path, O_RDONLY | O_DIRECTORY)
            guard new >= 0 else { return .deferred("cannot read the mail folder", after: nil) }
            defer { close(new) }
            guard fsync(new) == 0 else { return .deferred("cannot write to the mail folder", after: nil) }
            return .saved
        } catch {
            return .deferred("cannot write to the mail folder", after: nil)
        }
    }

    /// Takes the mails with these ids away, wherever a mail program has moved or renamed them within the folder.
    public func remove(ids: Set<String>) {
        for part in ["tmp", "new", "cur"] {
            let place = folder.appending(path: part)
            for name in (try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? [] {
                let id = name.prefix { $0 != "." && $0 != ":" }
                if ids.contains(String(id)) { try? FileManager.default.removeItem(at: place.appending(path: name)) }
            }
        }
    }
}
