public import Coordination
internal import Foundation
internal import Sealing

extension Store {
    /// Moves everything to another, empty place, and closes this one: two that send would send twice.
    ///
    /// The content goes through a sealed file, and the digests of all rows are compared on the other side before it counts.
    /// A stop at any point leaves everything in this store, which may be closed by then; the same command goes on from there.
    public func move(to url: String, through file: String, marks: String? = nil, by stamp: AuditStamp) async throws
        -> CopyReport
    {
        guard let vault = openVault else { throw Problem.locked }
        let target = try await Self.connect(url, create: true)
        let mark = Digest.sha256(Array(url.utf8))
        let goal = try await engine.read { try $0.run("SELECT moved_to FROM vault").first?.optionalText("moved_to") }
        if let goal, goal != mark {
            throw Problem(
                .notAllowed, at: "store", "was moved to another place already",
                remedy: "Use the store there; only the same move can be gone on with.")
        }
        if try await Migrator.version(target) != 0 {
            if goal == mark, let report = try await compared(with: target) { return report }
            throw Problem(
                .notAllowed, at: "the new place", "holds a store already",
                remedy: "Give an empty database or a new file.")
        }
        if goal == nil { try await close(for: mark, by: stamp) }
        defer { try? FileManager.default.removeItem(atPath: file) }
        do {
            _ = try await BackupWriter.write(
                engine, version: Migration.current, vault: vault, slots: nil, to: file, at: stamp.at)
            let (_, digests, position) = try await Self.load(
                file, as: vault.key, into: target, readsBack: true, before: { _ in }
            ) { connection, _, _ in
                _ = try connection.run("UPDATE vault SET moved_at = NULL, moved_to = NULL")
                return try LostHistory.check(against: nil, connection)
            }
            if let problem = target.confirmations?.problem { throw problem }
            if let position { try await HighWaterMark.of(target, url, in: marks)?.note(position) }
            return CopyReport(rows: digests.mapValues(\.count))
        } catch {
            // Only where the new place certainly holds nothing may this one be open again.
            if let version = try? await Migrator.version(target), version == 0 { try? await reopen() }
            throw error
        }
    }

    /// What an earlier run moved, if it is all there.
    private func compared(with target: Engine) async throws -> CopyReport? {
        let tables = Migration.tables(of: Migration.current).filter { $0 != "vault" }
        func digests(_ engine: Engine) async throws -> [String: TableDigest] {
            try await engine.read { connection in
                try Dictionary(uniqueKeysWithValues: tables.map { ($0, try TableDigest.of($0, connection)) })
            }
        }
        let ours = try await digests(engine)
        guard try await digests(target) == ours else { return nil }
        return CopyReport(rows: ours.mapValues(\.count))
    }

    /// From now on this store is only read.
    private func close(for mark: String, by stamp: AuditStamp) async throws {
        try await write(by: stamp) { records in
            if let claimed = try records.outbox.claimed(now: stamp.at) {
                throw Problem(
                    .tryAgain, at: "outbox", "\(claimed.count) messages are being sent, or were when a run was stopped",
                    remedy: "Stop the workers and try again after \(claimed.until).")
            }
            try records.note(.storeMove, "store")
            try records.run("UPDATE vault SET moved_at = \(stamp.at), moved_to = \(mark)")
        }
    }

    private func reopen() async throws {
        try await engine.write { _ = try $0.run("UPDATE vault SET moved_at = NULL, moved_to = NULL") }
    }
}
