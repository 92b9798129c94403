internal import Coordination
internal import Foundation

/// A new folder for the files that a command writes; nobody else may read them.
package enum OutputFolder {
    /// - Throws: `Problem.cannotCreate` where the folder is there already, or a file cannot be written.
    package static func write(_ files: [(name: String, text: String)], into folder: String) throws {
        guard !FileManager.default.fileExists(atPath: folder) else {
            throw Problem(.cannotCreate, at: folder, "is there already", remedy: "Name a new folder.")
        }
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        for file in files {
            let path = "\(folder)/\(file.name)"
            guard
                FileManager.default.createFile(
                    atPath: path, contents: Data(file.text.utf8), attributes: [.posixPermissions: 0o600])
            else { throw Problem(.cannotCreate, at: path, "cannot be written", remedy: "Check the folder.") }
        }
    }
}
