import Foundation

/// Searches the bytes of files, as someone would who got hold of the disk.
public enum Bytes {
    /// Those of the words that stand in some file of a folder.
    public static func found(_ words: [String], in folder: String) throws -> [String] {
        let list = FileManager.default.temporaryDirectory.appending(path: "convoke-words-\(UUID().uuidString)")
        try Data(words.joined(separator: "\n").utf8).write(to: list)
        defer { try? FileManager.default.removeItem(at: list) }
        let output = "\(list.path)-found"
        defer { try? FileManager.default.removeItem(atPath: output) }
        _ = try SpawnedProgram.run(["grep", "-rohasF", "-f", list.path, folder], output: output)
        // A server's files come and go while they are read, which grep reports; the caller plants a word that must be found.
        return Set(
            String(decoding: try Data(contentsOf: URL(filePath: output)), as: UTF8.self).split(separator: "\n").map(
                String.init)
        ).sorted()
    }
}
