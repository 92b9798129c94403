internal import Coordination
internal import Foundation

/// Knows how far the audit chain of a SQLite store has come, in a small file beside it.
///
/// When the journal of a stopped program is deleted, or an old copy of the file is put in place, SQLite opens what is left
/// without a word. The witness then remembers more than the store.
struct HighWaterMark: Sendable {
    let path: String

    /// Remembers a position after its commit. Where that fails the store is merely not watched.
    func note(_ position: Int) {
        let temporary = "\(path).new"
        guard FileManager.default.createFile(atPath: temporary, contents: Data("\(position)\n".utf8)) else { return }
        rename(temporary, path)
    }

    /// What it remembers; asked before the store is, for another program may go on meanwhile.
    var known: Int? {
        (try? String(contentsOf: URL(filePath: path), encoding: .utf8)).flatMap { Int($0.filter(\.isNumber)) }
    }

    /// - Throws: `Problem.badData` where the store has fewer entries than it once had.
    func check(_ position: Int, against known: Int?) throws {
        guard let known, known > position else { return }
        throw Problem(
            .badData, at: "store",
            "has lost changes that were kept: its history ends at entry \(position), and had come to \(known)",
            remedy:
                "Put its file ending in -wal back, or restore a backup. To go on without those changes, remove \(path)."
        )
    }

    /// Forgets; the store was put in place on purpose.
    func forget() { unlink(path) }
}
