internal import Coordination
internal import Foundation
package import Sealing

/// The file whose random bytes open the vault.
package enum KeyFile {
    /// The secret of the file, which is made where it is not there.
    /// - Throws: `Problem.cannotCreate`.
    package static func make(_ path: String) throws -> VaultSecret {
        if let there = try read(path) { return there }
        let secret = VaultSecret.freshKeyFile()
        guard case .keyFile(let bytes) = secret else { return secret }
        // Written under another name and linked into place, so that two programs that start at once end with the same file.
        let draft = "\(path).\(ProcessInfo.processInfo.processIdentifier)"
        try Home.write(bytes, to: draft)
        defer { unlink(draft) }
        if link(draft, path) == 0 { return secret }
        guard let there = try read(path) else {
            throw Problem(
                .cannotCreate, at: path, "cannot be written", remedy: "Check that its folder may be written to.")
        }
        return there
    }

    /// `nil` where there is no such file.
    /// - Throws: `Problem.badData` where it holds something else.
    package static func read(_ path: String) throws -> VaultSecret? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let bytes = try? Data(contentsOf: URL(filePath: path)), (32...4096).contains(bytes.count) else {
            throw Problem(
                .badData, at: path, "is not a key file",
                remedy: "Put the right file back, or open the vault in another way.")
        }
        return .keyFile(Array(bytes))
    }

    /// Overwrites it and takes it away. On flash memory the old bytes may survive; the vault must be given a new key as well.
    package static func destroy(_ path: String) {
        chmod(path, 0o600)
        if let file = FileHandle(forUpdatingAtPath: path) {
            try? file.write(contentsOf: Data(count: 64))
            try? file.synchronize()
            try? file.close()
        }
        unlink(path)
    }
}
