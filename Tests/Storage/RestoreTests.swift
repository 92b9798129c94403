import Coordination
import Fixtures
import Foundation
import Sealing
import Synchronization
import Testing

@testable import Storage

/// `CONVOKE_RESTORES=500` restores so often.
@Suite(.serialized) struct RestoreTests {
    private typealias Rows = [String: [String: Value]]

    private let count = ProcessInfo.processInfo.environment["CONVOKE_RESTORES"].flatMap { Int($0) } ?? 3

    /// The people that a backup holds, row by row.
    private func rows(ofBackup file: String, _ key: VaultKey) throws -> Rows {
        var found: Rows = [:]
        _ = try BackupReader(file, key).read { table, columns, rows in
            guard table == "contacts" else { return }
            for row in rows { add(Dictionary(uniqueKeysWithValues: zip(columns, row)), to: &found) }
        }
        return found
    }

    private func rows(of engine: Engine) async throws -> Rows {
        try await engine.read { connection in
            var found: Rows = [:]
            for row in try connection.run("SELECT * FROM contacts") {
                add(Dictionary(uniqueKeysWithValues: zip(row.columns.names, row.values)), to: &found)
            }
            return found
        }
    }

    private func add(_ row: [String: Value], to rows: inout Rows) {
        if case .text(let id)? = row["id"] { rows[id] = row }
    }

    @Test(arguments: EngineKind.here)
    func `what is restored while others write is the store as it stood at one moment row by row`(kind: EngineKind)
        async throws
    {
        // People come in all the time, so a store is taken for some rounds only.
        for first in stride(from: 0, to: count, by: 20) {
            try await restore(kind, rounds: first..<min(first + 20, count))
        }
    }

    private func restore(_ kind: EngineKind, rounds: Range<Int>) async throws {
        let test = try await TestStore(kind), file = "\(test.place.folder.path)/one.convoke"
        for number in 0..<30 { try await test.add(People.contact("person-\(number)", name: "Person Number\(number)")) }
        let isOver = Atomic(false), store = test.store
        let isGoing: @Sendable () -> Bool = { !isOver.load(ordering: .relaxed) }
        async let one = write(store, "one", while: isGoing)
        async let other = write(store, "other", while: isGoing)
        for round in rounds {
            try await Task.sleep(for: .milliseconds(5))
            _ = try await test.store.backUp(to: file, by: .test)
            let (key, _) = try test.store.vaultKey()
            let expected = try rows(ofBackup: file, key)
            try await Task.sleep(for: .milliseconds(5))
            _ = try await Store.restore(file, with: test.secret, to: test.place.url, replacing: true, by: .test)
            let found = try await rows(of: test.store.engine)
            // Who came in after the restore has another id, for each is used once.
            #expect(found.filter { expected[$0.key] != nil } == expected, "round \(round)")
            #expect(expected.count >= 30)
            try FileManager.default.removeItem(atPath: file)
        }
        isOver.store(true, ordering: .relaxed)
        #expect(try await one > 0)
        #expect(try await other > 0)
        #expect(try await test.verdict().broken == nil)
    }

    /// Adds people as long as it is to go on. What is written after a backup is lost with its restore, and some are refused meanwhile.
    /// - Returns: how many were acknowledged.
    private func write(_ store: Store, _ prefix: String, while isGoing: @Sendable () -> Bool) async throws -> Int {
        var number = 0, written = 0
        while isGoing() {
            number += 1
            let person = try People.contact("\(prefix)-\(number)")
            do {
                try await store.write(by: .test) { _ = try $0.contacts.save(person) }
                written += 1
            } catch is Problem {}
            try await Task.sleep(for: .milliseconds(2))
        }
        return written
    }
}
