public import Coordination
internal import Foundation
internal import Sealing

extension Store {
    /// Moves everything to another, empty place, and closes this one: two that send would send twice.
    ///
    /// The content goes through a sealed file, and the digests of all rows are compared on the other side before it counts.
    /// A stop at any point leaves this store, closed or open, with everything; the same command again goes on.
    public func move(to url: String, by file: String, who: String, at now: Instant) async throws -> CopyReport {
        guard let vault = openVault else { throw Problem.locked }
        let (target, witness) = try await Self.connect(url, create: true)
        guard try await Migrator.version(target) == 0 else {
            throw Problem(
                .notAllowed, at: "the new place", "holds a store already",
                remedy: "Give an empty database or a new file.")
        }
        try await close(at: now, by: who)
        do {
            _ = try await BackupWriter.write(
                engine, version: Migration.current, vault: vault, slots: nil, to: file, at: now)
            defer { try? FileManager.default.removeItem(atPath: file) }
            let (_, digests, _) = try await Self.load(file, as: vault.key, into: target) { connection in
                _ = try connection.run("UPDATE vault SET moved_at = NULL")
            }
            witness?.forget()
            return CopyReport(rows: digests.mapValues(\.count))
        } catch {
            try? await reopen()
            throw error
        }
    }

    /// From now on this store is only read.
    private func close(at now: Instant, by who: String) async throws {
        let isClosed =
            try await engine.read { try $0.run("SELECT moved_at FROM vault").first?.optionalInstant("moved_at") } != nil
        if isClosed { return }
        try await write { records in
            try records.note("store.move", "store", by: who, at: now)
            try records.run("UPDATE vault SET moved_at = \(now)")
        }
    }

    private func reopen() async throws {
        try await engine.write { _ = try $0.run("UPDATE vault SET moved_at = NULL") }
    }
}
