internal import Coordination
internal import Foundation

/// The folder in which one installation keeps everything.
public struct Home: Sendable {
    public let path: String

    public init(path: String) {
        self.path = path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
    }

    public var settings: String { "\(path)/settings.yaml" }
    public var storeURL: String { "sqlite:\(path)/convoke.sqlite" }
    public var mail: String { "\(path)/mail" }

    public var exists: Bool { FileManager.default.fileExists(atPath: settings) }

    /// Makes the folder, readable by its owner alone.
    /// - Throws: `Problem.cannotCreate`.
    func create() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Problem(
                .cannotCreate, at: path, "cannot be made",
                remedy: "Choose another place with --home, or mend its rights.")
        }
        guard FileManager.default.isWritableFile(atPath: path) else {
            throw Problem(
                .cannotCreate, at: path, "cannot be written",
                remedy: "Choose another place with --home, or mend its rights.")
        }
    }

    /// Writes a file that only its owner may read, whole or not at all.
    static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
        do {
            try Data(bytes).write(to: URL(filePath: path), options: .atomic)
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch {
            throw Problem(
                .cannotCreate, at: path, "cannot be written",
                remedy: "Check that its folder exists and may be written to.")
        }
    }
}
