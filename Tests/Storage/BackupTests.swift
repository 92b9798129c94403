import Coordination
import Fixtures
import Foundation
import Sealing
import Testing

@testable import Storage

@Suite struct BackupTests {
    private func filled(_ kind: EngineKind) async throws -> TestStore {
        let test = try await TestStore(kind)
        for number in 0..<30 { try await test.add(People.contact("person-\(number)", name: "Person Number\(number)")) }
        let first = try People.contact("person-0")
        try await test.store.write(by: .test) { records in
            for number in 0..<4 {
                try records.outbox.insert(TestStore.envelope("msg-\(number)", to: first), notBefore: People.now)
            }
        }
        return test
    }

    private func digests(_ store: Store) async throws -> [String: TableDigest] {
        try await store.engine.read { connection in
            try Dictionary(
                uniqueKeysWithValues: Migration.tables(of: Migration.current).map {
                    ($0, try TableDigest.of($0, connection))
                })
        }
    }

    @Test(arguments: EngineKind.here) func `a backup is the store and opens with its secret only`(kind: EngineKind)
        async throws
    {
        let test = try await filled(kind)
        let file = "\(test.place.folder.path)/one.convoke"
        let report = try await test.store.backUp(to: file, by: .test)
        #expect(report.rows["contacts"] == 30)
        let (verified, audit) = try await Store.verifyBackup(file, with: test.secret, at: People.now)
        #expect(verified.rows == report.rows)
        #expect(audit?.broken == nil)
        #expect(audit?.entries == report.auditPosition)
        await #expect {
            _ = try await Store.verifyBackup(file, with: .freshKeyFile(), at: People.now)
        } throws: { ($0 as? Problem)?.kind == .notAllowed }
        let bytes = try Data(contentsOf: URL(filePath: file))
        #expect(bytes.range(of: Data("contacts".utf8)) == nil)
        #expect(bytes.range(of: Data("person-17".utf8)) == nil)
    }

    @Test func `any changed byte or missing end is refused`() async throws {
        let test = try await filled(.sqlite)
        let file = "\(test.place.folder.path)/one.convoke"
        _ = try await test.store.backUp(to: file, by: .test)
        let whole = Array(try Data(contentsOf: URL(filePath: file)))
        var random = SeededGenerator(seed: 5)
        for round in 0..<60 {
            var changed = whole
            if round % 3 == 0 {
                changed = Array(whole[..<Int.random(in: 0..<whole.count, using: &random)])
            } else {
                changed[Int.random(in: 0..<whole.count, using: &random)] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            }
            try Data(changed).write(to: URL(filePath: file))
            #expect(
                await refusal {
                    _ = try await Store.verifyBackup(file, with: test.secret, at: People.now)
                } == Refusal(.badData, at: "one.convoke"), "round \(round)")
        }
    }

    @Test(arguments: EngineKind.here) func `a restore never sends again what was sent`(kind: EngineKind) async throws {
        let test = try await filled(kind)
        let file = "\(test.place.folder.path)/one.convoke"
        _ = try await test.store.backUp(to: file, by: .test)
        // After the backup one message is delivered, one given up, two wait on.
        let items = try await test.store.share(by: .test) {
            try $0.outbox.lease(
                2, channel: .mail, due: People.now, now: People.now, until: People.now.adding(.seconds(60)))
        }
        _ = try await test.store.write(by: .test) {
            try $0.outbox.record(.delivered("ok"), of: items[0], next: .done, at: People.now)
        }
        _ = try await test.store.write(by: .test) {
            try $0.outbox.record(.refused("no"), of: items[1], next: .failed, at: People.now)
        }
        try await test.add(People.contact("newer"))
        await #expect {
            _ = try await Store.restore(
                file, with: test.secret, to: test.place.url, replacing: false, by: .test)
        } throws: { "\($0)".contains("is newer than the backup") }
        #expect(try await test.store.read { try $0.contacts.count() } == 31)
        let report = try await Store.restore(
            file, with: test.secret, to: test.place.url, replacing: true, by: .test)
        #expect(report.held == 0)
        let restored = try await test.reopened()
        #expect(
            try await restored.read { try $0.outbox.all() }.map(\.state) == [.delivered, .failed, .waiting, .waiting])
        #expect(try await restored.read { try $0.contacts.count() } == 30)
        #expect(try await restored.read { try $0.audit.verify(against: [], at: People.now) }.broken == nil)
        // In another place nobody knows what became of them: they wait for a person's word.
        let elsewhere = try StorePlace(kind)
        let second = try await Store.restore(
            file, with: test.secret, to: elsewhere.url, replacing: false, by: .test)
        #expect(second.held == 4)
        let store = try await Store.open(elsewhere.url)
        try await store.unlock(test.secret)
        let taken = try await store.share(by: .test) {
            try $0.outbox.lease(
                9, channel: .mail, due: People.now, now: People.now, until: People.now.adding(.seconds(60)))
        }
        #expect(taken.isEmpty)
        #expect(
            try await store.write(by: .test) { try $0.outbox.decideHeld(Identifier(trusted: "msg-1"), send: true) } == [
                "msg-1"
            ])
        #expect(try await store.write(by: .test) { try $0.outbox.decideHeld(nil, send: false) }.count == 3)
        #expect(try await store.read { try $0.outbox.counts() } == [.waiting: 1, .failed: 3])
    }

    @Test(arguments: EngineKind.here) func `what was held stays held through another restore`(kind: EngineKind)
        async throws
    {
        let test = try await filled(kind), elsewhere = try StorePlace(kind)
        let file = "\(test.place.folder.path)/one.convoke"
        _ = try await test.store.backUp(to: file, by: .test)
        for _ in 0..<2 {
            let report = try await Store.restore(
                file, with: test.secret, to: elsewhere.url, replacing: true, by: .test)
            #expect(report.held == 4)
        }
        // A message under way when its store is replaced may have gone.
        _ = try await test.store.share(by: .test) {
            try $0.outbox.lease(
                1, channel: .mail, due: People.now, now: People.now, until: People.now.adding(.seconds(60)))
        }
        let report = try await Store.restore(
            file, with: test.secret, to: test.place.url, replacing: true, by: .test)
        #expect(report.held == 1)
    }

    @Test(arguments: EngineKind.here) func `a restore loses no work of another branch and brings nobody back`(
        kind: EngineKind
    )
        async throws
    {
        let test = try await filled(kind), folder = test.place.folder.path
        _ = try await test.store.backUp(to: "\(folder)/one", by: .test)
        for number in 0..<5 { try await test.add(People.contact("late\(number)")) }
        _ = try await test.store.backUp(to: "\(folder)/two", by: .test)
        let erased = try await test.store.read { try $0.contacts.one(Identifier(trusted: "person-7")) }
        try await test.store.write(by: .test) { try $0.subjects.erase(erased, at: People.now) }
        _ = try await Store.restore(
            "\(folder)/one", with: test.secret, to: test.place.url, replacing: true, by: .test)
        let branch = try await test.reopened()
        #expect(try await branch.read { try $0.contacts.one(ifThere: "person-7") } == nil)
        #expect(try await branch.read { try $0.contacts.count() } == 29)
        // Fewer entries than the second backup, but not its beginning.
        await #expect {
            _ = try await Store.restore(
                "\(folder)/two", with: test.secret, to: test.place.url, replacing: false, by: .test)
        } throws: { "\($0)".contains("has gone another way") }
        #expect(try await branch.read { try $0.contacts.count() } == 29)
    }

    @Test(arguments: EngineKind.here) func `a move that was stopped goes on and never leaves two`(kind: EngineKind)
        async throws
    {
        let test = try await filled(kind), goal = try StorePlace(kind), other = try StorePlace(kind)
        let file = "\(test.place.folder.path)/moving.convoke"
        let first = try await test.store.move(to: goal.url, through: file, by: .test)
        // As if the answer had been lost: the same command finds everything there.
        let again = try await test.reopened().move(to: goal.url, through: file, by: .test)
        #expect(again.rows["contacts"] == first.rows["contacts"])
        await #expect { _ = try await test.store.move(to: other.url, through: file, by: .test) } throws: {
            "\($0)".contains("was moved to another place already")
        }
        let moved = try await Store.open(goal.url)
        try await moved.unlock(test.secret)
        try await moved.write(by: .test) { _ = try $0.contacts.save(People.contact("late")) }
        await #expect { _ = try await test.store.move(to: goal.url, through: file, by: .test) } throws: {
            "\($0)".contains("holds a store already")
        }
        #expect(await refusal { try await test.add(People.contact("late")) } == Refusal(.notAllowed, at: "store"))
    }

    @Test func `a move waits for messages that are under way`() async throws {
        let test = try await filled(.sqlite), goal = try StorePlace(.sqlite)
        _ = try await test.store.share(by: .test) {
            try $0.outbox.lease(
                1, channel: .mail, due: People.now, now: People.now, until: People.now.adding(.seconds(60)))
        }
        let file = "\(test.place.folder.path)/moving.convoke"
        await #expect { _ = try await test.store.move(to: goal.url, through: file, by: .test) } throws: {
            ($0 as? Problem)?.kind == .tryAgain
        }
        try await test.add(People.contact("late"))
    }

    @Test(arguments: EngineKind.here) func `everything moves to the other engine and back`(kind: EngineKind)
        async throws
    {
        let test = try await filled(kind)
        let before = try await digests(test.store)
        let other = try StorePlace(kind == .sqlite ? .postgres : .sqlite)
        let file = "\(test.place.folder.path)/moving.convoke"
        let report = try await test.store.move(to: other.url, through: file, by: .test)
        #expect(report.rows["contacts"] == 30)
        #expect(!FileManager.default.fileExists(atPath: file))
        let moved = try await Store.open(other.url)
        try await moved.unlock(test.secret)
        let after = try await digests(moved)
        for table in before.keys where !["audit", "audit_head", "vault"].contains(table) {
            #expect(after[table] == before[table], "\(table)")
        }
        #expect(try await moved.read { try $0.audit.verify(against: [], at: People.now) }.broken == nil)
        #expect(
            try await moved.read {
                try $0.directory.findContacts(DirectoryQuery(text: "number17"), limit: 5, on: People.today)
            }
            .count == 1)
        // The old one can be read, but takes no change and sends nothing.
        await #expect { try await test.add(People.contact("late")) } throws: { "\($0)".contains("was moved") }
        #expect(
            await refusal {
                _ = try await test.store.share(by: .test) {
                    try $0.outbox.lease(9, channel: .mail, due: People.now, now: People.now, until: People.now)
                }
            } == Refusal(.notAllowed, at: "store"))
        let back = try StorePlace(kind)
        _ = try await moved.move(to: back.url, through: file, by: .test)
        #expect(try await Store.open(back.url).vaultStatus().store == test.store.vaultStatus().store)
    }

    @Test(arguments: EngineKind.here) func `backups during changes are each consistent`(kind: EngineKind) async throws {
        let test = try await filled(kind)
        let writer = Task {
            var number = 100
            while !Task.isCancelled {
                try await test.add(People.contact("p\(number)"))
                number += 1
            }
        }
        for round in 0..<8 {
            let file = "\(test.place.folder.path)/\(round).convoke"
            _ = try await test.store.backUp(to: file, by: .test)
            let (report, audit) = try await Store.verifyBackup(file, with: test.secret, at: People.now)
            #expect(audit?.broken == nil)
            // Each contact was added with its entry in one transaction.
            #expect(report.rows["audit"] == (report.rows["contacts"] ?? 0) + round + 1)
        }
        writer.cancel()
        _ = await writer.result
    }
}
