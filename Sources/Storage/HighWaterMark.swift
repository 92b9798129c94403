internal import Coordination
internal import Foundation
internal import Sealing

/// Knows how far the audit chain of a store has come, in a small file: beside a SQLite store, and in the home for one on a server.
///
/// SQLite opens a file whose journal was deleted, or an old copy, without a word. So does a server that a standby took the place of
/// before all had reached it. The mark then remembers more than the store.
struct HighWaterMark: Sendable {
    /// How far a history has come.
    struct Position: Sendable, Equatable {
        /// The history's random name; it changes when a history is gone on with after something of it was lost, or restored.
        var history: String
        /// The last entry of the audit, and its code in hexadecimal; no code where an older program wrote the mark.
        var entry: Int
        var mac: String?
        /// Where the server stood in the succession of its cluster; `nil` for a file, and where it is not known.
        var server: ServerLineage.Place?
    }

    let path: String

    /// Beside the file of a store; for one on a server by the store's own name and its database's in the folder that was given, so that a
    /// copy in another database, to look at a backup, is not taken for the store.
    static func of(
        _ engine: Engine, _ url: String, version: Int = Migration.current, in folder: String?
    ) async throws -> HighWaterMark? {
        switch engine {
        case .sqlite: return HighWaterMark(path: "\(url.dropFirst(7))-head")
        case .postgres:
            guard let folder, version >= Migration.second.version else { return nil }
            let names = try await engine.read {
                try $0.run("SELECT store_id, CAST(current_database() AS TEXT) AS place FROM vault").first.map { row in
                    (store: try row.text("store_id"), place: try row.text("place"))
                }
            }
            return names.map { names in
                let place = Digest.sha256(Array(names.place.utf8)).prefix(8)
                return HighWaterMark(path: "\(folder)/head-\(names.store)-\(place)")
            }
        }
    }

    /// Remembers a position after its commit. Where that fails the store is merely not watched.
    func note(_ position: Position) {
        let temporary = "\(path).new"
        let words = [
            "\(position.entry)", position.mac, position.history.isEmpty ? nil : position.history, position.server?.text,
        ]
        let text = words.map { $0 ?? "-" }.joined(separator: " ") + "\n"
        guard
            FileManager.default.createFile(
                atPath: temporary, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else { return }
        rename(temporary, path)
    }

    /// What it remembers; asked before the store is, for another program may go on meanwhile.
    var known: Position? {
        guard let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8) else { return nil }
        let words = text.split(whereSeparator: \.isWhitespace).map { $0 == "-" ? "" : String($0) }
        guard let entry = words.first.flatMap({ Int($0) }) else { return nil }
        func word(_ place: Int) -> String? { words.count > place && !words[place].isEmpty ? words[place] : nil }
        return Position(
            history: word(2) ?? "", entry: entry, mac: word(1), server: word(3).flatMap { ServerLineage.Place($0) })
    }

    /// Forgets; the store was put in place on purpose.
    func forget() { unlink(path) }
}
