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
        /// The message of which a worker of this home recorded a try last, beside the audit; `nil` for a file, where all is in the audit.
        var tried: Tried?
    }

    /// A message, and how often it was tried.
    struct Tried: Sendable, Equatable {
        let envelope: String
        let attempts: Int
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

    /// Far more than a position takes, and less than what a disk writes at once.
    private static let length = 384

    /// Remembers a position after its commit. Where that fails the store is merely not watched.
    ///
    /// The line is always as long and written over the last one: a file anew after every change would cost more than the change.
    func note(_ position: Position) {
        let words = [
            "\(position.entry)", position.mac, position.history.isEmpty ? nil : position.history, position.server?.text,
            position.tried?.envelope, position.tried.map { "\($0.attempts)" },
        ]
        var line = Array(words.map { $0 ?? "-" }.joined(separator: " ").utf8)
        guard line.count < Self.length else { return }
        line += Array(repeating: UInt8(ascii: " "), count: Self.length - 1 - line.count) + [UInt8(ascii: "\n")]
        let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { return }
        defer { close(file) }
        _ = pwrite(file, line, line.count, 0)
    }

    /// The line; read until it is the same twice, since another program may be writing it.
    private var line: String? {
        var last: Data?
        for _ in 0..<100 {
            guard let read = FileManager.default.contents(atPath: path) else { return nil }
            if read == last { return String(data: read, encoding: .utf8) }
            last = read
        }
        return nil
    }

    /// What it remembers; asked before the store is, for another program may go on meanwhile.
    var known: Position? {
        guard let words = line?.split(whereSeparator: \.isWhitespace).map({ $0 == "-" ? "" : String($0) }),
            let entry = words.first.flatMap({ Int($0) })
        else { return nil }
        func word(_ place: Int) -> String? { words.count > place && !words[place].isEmpty ? words[place] : nil }
        var position = Position(
            history: word(2) ?? "", entry: entry, mac: word(1), server: word(3).flatMap { ServerLineage.Place($0) })
        if let envelope = word(4), let attempts = word(5).flatMap({ Int($0) }) {
            position.tried = Tried(envelope: envelope, attempts: attempts)
        }
        return position
    }

    /// Forgets; the store was put in place on purpose.
    func forget() { unlink(path) }
}
