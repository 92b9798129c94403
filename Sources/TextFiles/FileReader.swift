public import Coordination
internal import Foundation

/// Reads files that people name, with errors that say which.
public enum FileReader {
    /// The bytes of a regular file; a link is followed, a folder or device is not read.
    /// - Parameter remedy: what to do with one that is larger than `limit` bytes.
    /// - Throws: `Problem.missingInput` where there is no regular file, `Problem.badData` where it is too large.
    public static func bytes(_ path: String, limit: Int, remedy: Remedy) throws -> [UInt8] {
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        guard exists(path) else { throw Problem(.missingInput, at: path, "does not exist", remedy: "Check the path.") }
        let facts = try? FileManager.default.attributesOfItem(atPath: target)
        guard facts?[.type] as? FileAttributeType == .typeRegular else {
            throw Problem(.missingInput, at: path, "is not a file", remedy: "Name a regular file.")
        }
        guard (facts?[.size] as? Int ?? 0) <= limit else {
            throw Problem(.badData, at: path, "is too large", remedy: remedy)
        }
        guard let data = FileManager.default.contents(atPath: target) else {
            throw Problem(.missingInput, at: path, "cannot be read", remedy: "Check who may read it.")
        }
        let bytes = Array(data)
        try refuseDocuments(bytes, path)
        return bytes
    }

    /// Files of office programs, which are not read, told apart by how they begin.
    private static func refuseDocuments(_ bytes: [UInt8], _ path: String) throws {
        for (mark, what) in [
            ("PK\u{3}\u{4}", "a spreadsheet or document in its program's own form"), ("%PDF", "a PDF"),
        ]
        where bytes.starts(with: Array(mark.utf8)) {
            throw Problem(.badData, at: path, "is \(what)", remedy: "Save it as a table (CSV, UTF-8) and import that.")
        }
    }

    /// - Throws: as `bytes`, and `Problem.badData` where it is no UTF-8 text.
    package static func text(_ path: String) throws -> String {
        let bytes = try bytes(path, limit: 64 * 1024 * 1024, remedy: "Split it into several files.")
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem(.badData, at: path, "is not UTF-8 text", remedy: "Save it as UTF-8.")
        }
        return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }

    /// The files of a folder with an ending, in order of their names.
    package static func files(in folder: String, ending: String) throws -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw Problem(.missingInput, at: folder, "is not a folder that can be read", remedy: "Check the path.")
        }
        return names.filter { $0.hasSuffix(ending) && !$0.hasPrefix(".") }.sorted().map { "\(folder)/\($0)" }
    }

    package static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    package static func isFolder(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }
}
