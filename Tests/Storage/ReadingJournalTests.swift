import Coordination
import Fixtures
import Foundation
import Synchronization
import Testing

@testable import Storage

@Suite struct ReadingJournalTests {
    private func entries(_ test: TestStore) async throws -> [String] {
        // A change takes what was read into the chain.
        try await test.store.write(by: .by("writer")) { try $0.audit.entries(limit: 1000) }
            .map { "\($0.who) \($0.verb) \($0.subject)" }
    }

    private func look(_ test: TestStore, _ id: String, as name: String = "reader") async throws {
        _ = try await test.store.read(by: .by(name)) { records in
            try records.note(.directoryRead, id)
            return try records.contacts.one(Identifier(trusted: id)).name
        }
    }

    @Test(arguments: EngineKind.here) func `a reading stands in the audit with its own reader before the next change`(
        kind: EngineKind
    ) async throws {
        let test = try await TestStore(kind)
        try await test.add(People.contact("ana"))
        try await look(test, "ana", as: "Officer Two")
        #expect(try await test.verdict().entries == 1, "a reader does not write to the chain")
        try await test.add(People.contact("bea"))
        let entries = try await entries(test)
        #expect(
            entries == ["test directory.added ana", "Officer Two directory.read ana", "test directory.added bea"])
        #expect(try await test.verdict().broken == nil)
        #expect(try await test.verdict().entries == 3, "a note is taken once")
    }

    @Test(arguments: EngineKind.here) func `a reading does not wait for a change that is under way`(kind: EngineKind)
        async throws
    {
        let test = try await TestStore(kind)
        try await test.add(People.contact("ana"))
        let isRead = Mutex(false), began = AsyncStream.makeStream(of: Void.self)
        async let change: Void = test.store.write(by: .test) { records in
            try records.note(.directoryChanged, "ana")
            began.continuation.yield()
            let end = ContinuousClock.now + .seconds(1200)
            // A server puts out who stands still.
            while !isRead.withLock({ $0 }), ContinuousClock.now < end {
                usleep(1000)
                _ = try records.rows("SELECT 1 AS one")
            }
            if !isRead.withLock({ $0 }) { throw Problem.locked }
        }
        for await _ in began.stream { break }
        try await look(test, "ana")
        isRead.withLock { $0 = true }
        try await change
        #expect(
            try await entries(test) == [
                "test directory.added ana", "test directory.changed ana", "reader directory.read ana",
            ])
    }

    @Test(arguments: EngineKind.here) func `many readers at once lose no note`(kind: EngineKind) async throws {
        let test = try await TestStore(kind), other = try await test.reopened()
        try await test.add(People.contact("ana"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for reader in 0..<32 {
                group.addTask {
                    for number in 0..<5 {
                        let store = number.isMultiple(of: 2) ? test.store : other
                        try await store.read(by: .by("r\(reader)")) { try $0.note(.directorySearch, "n-\(number)") }
                    }
                }
            }
            group.addTask {
                for number in 0..<10 { try await test.add(People.contact("w-\(number)")) }
            }
            try await group.waitForAll()
        }
        let read = try await entries(test).filter { $0.contains("directory.search") }
        #expect(read.count == 160)
        #expect(Set(read).count == 160)
        #expect(try await test.verdict().broken == nil)
    }

    @Test(arguments: EngineKind.here) func `a change that fails leaves the notes for the next`(kind: EngineKind)
        async throws
    {
        let test = try await TestStore(kind)
        try await test.add(People.contact("ana"))
        try await look(test, "ana")
        #expect(await refusal { try await test.store.write(by: .test) { _ in throw Problem.locked } } != nil)
        #expect(try await entries(test).count == 2)
    }

    @Test(arguments: EngineKind.here) func `what was read before the vault gets a new key is kept`(kind: EngineKind)
        async throws
    {
        let test = try await TestStore(kind)
        try await test.add(People.contact("ana"))
        try await look(test, "ana")
        try await test.store.rekey(by: .test)
        try await look(test, "ana", as: "later")
        let read = try await entries(test).filter { $0.contains("directory.read") }
        #expect(read == ["reader directory.read ana", "later directory.read ana"])
        #expect(try await test.verdict().broken == nil)
    }

    @Test func `nothing but a reading can be noted where nothing may be changed`() async throws {
        let test = try await TestStore(.sqlite)
        let refused = await refusal {
            try await test.store.read(by: .test) { try $0.note(.directoryAdded, "ana") }
        }
        #expect(refused == Refusal(.notAllowed, at: "audit"))
    }

    @Test func `an altered or cut-off note is recorded as lost and the next one is kept`() async throws {
        let test = try await TestStore(.sqlite), path = "\(test.place.folder.path)/store.sqlite-readings"
        try await test.add(People.contact("ana"))
        for name in ["one", "two", "three"] { try await look(test, "ana", as: name) }
        var lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
        #expect(lines.count == 4)
        // A letter of the second, and the end of the third.
        let letter = lines[2].index(lines[2].endIndex, offsetBy: -20)
        lines[2].replaceSubrange(letter...letter, with: lines[2][letter] == "A" ? "B" : "A")
        lines[3] = String(lines[3].dropLast(30))
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: path))
        try await look(test, "ana", as: "four")
        let after = try await entries(test).dropFirst()
        #expect(after.filter { $0.hasSuffix("directory.read ana") }.map { $0.prefix(4) } == ["one ", "four"])
        #expect(after.filter { $0 == "writer audit.reading-lost audit" }.count == 2)
        #expect(try await test.verdict().broken == nil)
    }

    @Test func `no name or id stands in the file of readings`() async throws {
        let test = try await TestStore(.sqlite)
        try await test.add(People.contact("ana-canary"))
        try await look(test, "ana-canary", as: "Reader Canary")
        let found = try Bytes.found(["ana-canary", "Reader Canary"], in: test.place.folder.path)
        #expect(!found.contains("Reader Canary"))
        let text = try String(contentsOfFile: "\(test.place.folder.path)/store.sqlite-readings", encoding: .utf8)
        #expect(!text.contains("canary"))
    }

    @Test(arguments: EngineKind.here) func `who reads very much takes the notes of it into the audit`(kind: EngineKind)
        async throws
    {
        let test = try await TestStore(kind)
        try await test.store.read(by: .test) { records in
            for number in 0..<900 { try records.note(.directorySearch, "ct-\(number)") }
        }
        #expect(try await test.verdict().entries == 900)
        #expect(try await test.verdict().broken == nil)
    }

    @Test func `a large file goes once all of it is in the audit`() async throws {
        let test = try await TestStore(.sqlite), path = "\(test.place.folder.path)/store.sqlite-readings"
        for _ in 0..<12 {
            try await test.store.read(by: .test) { records in
                for number in 0..<400 { try records.note(.directorySearch, "ct-\(number)") }
            }
        }
        // One change takes a part of them, so that nobody waits long for it.
        #expect((1..<1000) ~= (try await entries(test).count))
        #expect(FileManager.default.fileExists(atPath: path))
        try await test.store.takeAllReadings(by: .test)
        #expect(try await entries(test).count == 1000)
        #expect(!FileManager.default.fileExists(atPath: path))
        try await test.store.read(by: .test) { try $0.note(.directorySearch, "last") }
        #expect(try await entries(test).last == "test directory.search last")
        #expect(try await test.verdict().entries == 4801)
    }
}
