internal import Coordination
internal import Foundation

/// A text file named on the command line.
package enum InputFile {
    /// Writes a text where only its owner reads it.
    package static func keep(_ text: String, at path: String) throws {
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { throw Problem(.cannotCreate, at: path, "cannot be written", remedy: "Check the folder's rights.") }
    }

    /// Removes a text that was kept, where there is one.
    package static func forget(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

    /// - Throws: `Problem.missingInput` or `Problem.badData` with the path.
    package static func text(_ path: String) throws -> String {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), !isFolder.boolValue else {
            throw Problem(.missingInput, at: path, "is not a file", remedy: "Check the path.")
        }
        let facts = try? FileManager.default.attributesOfItem(
            atPath: URL(filePath: path).resolvingSymlinksInPath().path)
        guard facts?[.type] as? FileAttributeType == .typeRegular, (facts?[.size] as? Int ?? 0) <= 1 << 20 else {
            throw Problem(
                .badData, at: path, "is not a plain file of at most 1 MiB", remedy: "Name a shorter text file.")
        }
        guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8) else {
            throw Problem(.badData, at: path, "is not UTF-8 text", remedy: "Save it as UTF-8.")
        }
        return text
    }
}
