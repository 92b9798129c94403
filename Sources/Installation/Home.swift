package import Coordination
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
    /// Calendar files that are handed out until they are revoked.
    public var feeds: String { "\(path)/feeds" }
    /// The first way into the vault, unless a passphrase was chosen.
    public var keyFile: String { "\(path)/vault.key" }
    /// Where backups go that Convoke makes by itself.
    public var backups: String { "\(path)/backups" }
    /// While this is there, the vault is not opened without being asked.
    private var lockMarker: String { "\(path)/locked" }

    public var isLocked: Bool { FileManager.default.fileExists(atPath: lockMarker) }

    package func setLocked(_ isLocked: Bool) throws {
        if isLocked {
            try Self.write("The vault is locked. Unlock it to go on.\n".utf8, to: lockMarker)
        } else if self.isLocked {
            try? FileManager.default.removeItem(atPath: lockMarker)
        }
    }

    public var exists: Bool { FileManager.default.fileExists(atPath: settings) }

    /// Makes the folder, readable by its owner alone.
    /// - Throws: `Problem.cannotCreate`.
    package func create() throws {
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw Problem(
                .cannotCreate, at: path, "cannot be made",
                remedy: "Choose another place with --home, or correct its permissions.")
        }
        guard FileManager.default.isWritableFile(atPath: path) else {
            throw Problem(
                .cannotCreate, at: path, "cannot be written",
                remedy: "Choose another place with --home, or correct its permissions.")
        }
    }

    /// Checks that a file named on the command line may be written: a new one, or a plain file that is not the home's own.
    /// - Throws: `Problem.cannotCreate`.
    package func checkOutput(_ path: String) throws {
        let target = URL(filePath: path).resolvingSymlinksInPath().path
        let own = [
            settings, keyFile, "\(self.path)/convoke.sqlite", "\(self.path)/convoke.sqlite-wal",
            "\(self.path)/convoke.sqlite-shm", "\(self.path)/convoke.sqlite-head",
            "\(self.path)/convoke.sqlite-readings", "\(self.path)/convoke.sqlite-queue",
        ]
        .map { URL(filePath: $0).resolvingSymlinksInPath().path }
        let kind = (try? FileManager.default.attributesOfItem(atPath: target))?[.type] as? FileAttributeType
        guard kind == nil || kind == .typeRegular, !own.contains(target) else {
            throw Problem(.cannotCreate, at: path, "may not be replaced", remedy: "Name another file.")
        }
    }

    /// Writes what the gate has let out.
    package static func write(_ export: Cleared<Export>, to path: String) throws {
        try write(export.content.bytes, to: path)
    }

    /// Writes a file that only its owner may read, whole or not at all.
    package static func write(_ bytes: some Sequence<UInt8>, to path: String) throws {
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
