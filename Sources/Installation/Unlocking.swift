internal import Coordination
internal import Foundation
package import Sealing
package import Storage

/// What a person gives to open the vault.
public enum UnlockSecret: Sendable {
    /// The key file of the home, or another.
    case keyFile(String?)
    case passphrase(String)
    /// As it was printed.
    case recovery(String)
}

extension Installation {
    /// How long an opened vault stays open when nothing else is said.
    public static let sessionHours = 8

    /// Opens the vault with what is at hand, and leaves it locked where nothing is.
    package static func unlockQuietly(_ store: Store, _ home: Home) async throws {
        guard store.isLocked, !home.isLocked else { return }
        let status = try await store.vaultStatus()
        if let key = SessionKeys(vault: status.store).key() {
            do { return try await store.unlock(key) } catch let problem as Problem where problem.kind == .notAllowed {}
        }
        // A file that is broken stands in nobody's way: the vault can be opened otherwise.
        if let secret = try? KeyFile.read(home.keyFile) {
            do { return try await store.unlock(secret) } catch let problem as Problem where problem.kind == .notAllowed
            {}
        }
        if let path = ProcessInfo.processInfo.environment["CONVOKE_PASSPHRASE_FILE"] {
            do {
                try await store.unlock(.passphrase(try passphrase(in: path)))
            } catch let problem as Problem where problem.kind == .notAllowed || problem.kind == .missingInput {}
        }
    }

    /// The first line of a file.
    public static func passphrase(in path: String) throws -> String {
        guard FileManager.default.fileExists(atPath: path) else {
            throw Problem(.missingInput, at: path, "does not exist", remedy: "Check the path of the file.")
        }
        guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8),
            let line = text.split(whereSeparator: \.isNewline).first
        else {
            throw Problem(.missingInput, at: path, "holds no passphrase", remedy: "Write it on the first line.")
        }
        return String(line)
    }

    package static func secret(_ given: UnlockSecret, _ home: Home) throws -> VaultSecret {
        switch given {
        case .passphrase(let text): return .passphrase(text)
        case .recovery(let text):
            do {
                return .recovery(try RecoveryKey(parsing: text))
            } catch SealingError.unfit(let why) {
                throw Problem(.usage, why, remedy: "Type it again as it was printed.")
            }
        case .keyFile(let path):
            guard let secret = try KeyFile.read(path ?? home.keyFile) else {
                throw Problem(
                    .missingInput, at: path ?? home.keyFile, "does not exist",
                    remedy: "Put it back, or say --passphrase, --passphrase-file FILE or --recovery.")
            }
            return secret
        }
    }
}
