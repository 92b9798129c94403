import Coordination
import Fixtures
import Foundation
import Testing

@testable import Storage

/// What only a server can do: lose a connection, let many write, wake those who wait.
@Suite(.enabled(if: EngineKind.here.contains(.postgres), "PostgreSQL's server is not installed")) struct PostgresTests {
    @Test func `workers share the outbox and none takes what another has`() async throws {
        let test = try await TestStore(.postgres), ana = try People.contact("ana")
        try await test.add(ana)
        try await test.store.write(by: .test) { records in
            for number in 0..<60 {
                try records.outbox.insert(TestStore.envelope("msg-\(number)", to: ana), notBefore: People.now)
            }
        }
        let taken = try await withThrowingTaskGroup(of: [String].self) { group in
            for _ in 0..<6 {
                group.addTask {
                    let worker = try await test.reopened()
                    var mine: [String] = []
                    while true {
                        let items = try await worker.share { records in
                            try records.outbox.lease(
                                3, channel: .mail, due: People.now, now: People.now,
                                until: People.now.adding(.seconds(60)))
                        }
                        if items.isEmpty { return mine }
                        for item in items {
                            mine.append(item.id.text)
                            let isRecorded = try await worker.write(by: .test) { records in
                                try records.note(.envelopeDelivered, item.id.text)
                                return try records.outbox.record(
                                    .delivered("ok"), of: item, next: .done, at: People.now)
                            }
                            #expect(isRecorded)
                        }
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
        #expect(taken.count == 60)
        #expect(Set(taken).count == 60)
        #expect(try await test.verdict().entries == 61)
        #expect(try await test.verdict().broken == nil)
    }

    @Test func `many writers leave one unbroken chain`() async throws {
        let test = try await TestStore(.postgres)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<8 {
                group.addTask {
                    let store = try await test.reopened()
                    for number in 0..<15 {
                        let person = try People.contact("w\(writer)-\(number)")
                        try await store.write(by: .by("w\(writer)")) { records in
                            _ = try records.contacts.save(person)
                            try records.note(.directoryAdded, person.id.text)
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await test.store.read { try $0.contacts.count() } == 120)
        #expect(try await test.verdict().entries == 120)
        #expect(try await test.verdict().broken == nil)
    }

    /// By itself it would wait a day; the limit only ends a run that nothing wakes.
    @Test(.timeLimit(.minutes(30))) func `who waits is woken by the commit that stored work`() async throws {
        let test = try await TestStore(.postgres), ana = try People.contact("ana")
        try await test.add(ana)
        let waiter = try await test.reopened()
        try await waiter.waitForWork(atMost: .milliseconds(1))
        async let woken: Void = waiter.waitForWork(atMost: .seconds(86_400))
        try await Task.sleep(for: .milliseconds(200))
        try await test.store.write(by: .test) {
            try $0.outbox.insert(TestStore.envelope("msg-1", to: ana), notBefore: People.now)
        }
        try await woken
    }

    @Test func `a connection lost between commands is opened again`() async throws {
        let test = try await TestStore(.postgres)
        try await test.add(People.contact("ana"))
        try await test.cutConnections()
        #expect(try await test.store.read { try $0.contacts.count() } == 1)
        try await test.cutConnections()
        try await test.add(People.contact("bea"))
        #expect(try await test.verdict().entries == 2)
    }

    @Test func `a transaction whose connection is cut is done once again`() async throws {
        let test = try await TestStore(.postgres)
        let cuts = Cuts()
        try await test.store.write(by: .test) { records in
            _ = try records.contacts.save(People.contact("ana"))
            try records.note(.directoryAdded, "ana")
            // The first time the connection breaks in the middle of the work.
            if cuts.first { _ = try? records.rows("SELECT pg_terminate_backend(pg_backend_pid()) AS cut") }
            _ = try records.rows("SELECT id FROM contacts")
        }
        #expect(try await test.store.read { try $0.contacts.count() } == 1)
        #expect(try await test.verdict().entries == 1)
        #expect(try await test.verdict().broken == nil)
    }

    /// A COMMIT whose answer never came: the server is asked what became of it.
    @Test(arguments: [true, false]) func `a commit without answer is looked up`(isCommitted: Bool) async throws {
        let test = try await TestStore(.postgres)
        let lane = PostgresExecutor(try PostgresAddress(parsing: test.place.url), "test")
        let result = await Swift.Result {
            try await lane.use { connection -> String in
                try connection.execute("BEGIN")
                _ = try connection.run("INSERT INTO mechanisms (id, record) VALUES ('m', \([UInt8]()))")
                let number = try connection.run(
                    "SELECT CAST(CAST(pg_current_xact_id_if_assigned() AS TEXT) AS BIGINT) AS xid"
                ).first?.integer("xid")
                try connection.execute(isCommitted ? "COMMIT" : "ROLLBACK")
                throw LostCommit(number: number ?? 0, result: "stored")
            }
        }
        switch result {
        case .success(let text):
            #expect(isCommitted)
            #expect(text == "stored")
        case .failure(let error):
            #expect(!isCommitted)
            #expect((error as? Problem)?.kind == .unavailable)
        }
    }

    /// The server's record of serializable transactions is one for all databases and holds some thousands.
    @Test func `a transaction left open in another database stops no writer`() async throws {
        let test = try await TestStore(.postgres), other = try await TestStore(.postgres)
        let lane = PostgresExecutor(try PostgresAddress(parsing: other.place.url), "other")
        try await lane.use { connection in
            try connection.execute("BEGIN ISOLATION LEVEL SERIALIZABLE")
            _ = try connection.run("INSERT INTO mechanisms (id, record) VALUES ('m', \([UInt8]()))")
        }
        for number in 0..<6_000 {
            try await test.store.engine.write { connection in
                _ = try connection.run("SELECT count(*) AS count FROM schema_version")
                _ = try connection.run("UPDATE schema_version SET version = version WHERE version > \(-number)")
            }
        }
        try await lane.use { try $0.execute("ROLLBACK") }
    }

    @Test func `a server that is not there is reported without user or password`() async throws {
        let url = "postgres://someone:hunter2@127.0.0.1:1/records"
        await #expect { _ = try await Store.open(url) } throws: { error in
            let problem = error as? Problem
            return problem?.kind == .unavailable && !"\(error)".contains("hunter2") && !"\(error)".contains("someone")
        }
    }

    @Test func `a connection over the network asks for a verified certificate`() throws {
        let address = try PostgresAddress(parsing: "postgres://u@db.example/records")
        #expect(address.conninfo.contains("sslmode='verify-full'"))
        #expect(address.place == "db.example/records")
        #expect(!(try PostgresAddress(parsing: "postgres://u@/records?host=/run/pg").conninfo.contains("sslmode")))
        #expect(refusal { try PostgresAddress(parsing: "postgres://u@db.example") } == Refusal(.usage))
    }

    private final class Cuts: @unchecked Sendable {
        // Touched on the writer's queue only.
        private var count = 0
        var first: Bool {
            count += 1
            return count == 1
        }
    }
}

extension TestStore {
    /// Breaks every connection to this store's database, as a failing network would.
    func cutConnections() async throws {
        let other = PostgresExecutor(try PostgresAddress(parsing: place.url), "cutter")
        try await other.use { connection in
            try connection.execute(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()
                """)
        }
    }
}

extension Swift.Result where Failure == any Error {
    fileprivate init(_ work: () async throws -> Success) async {
        do { self = .success(try await work()) } catch { self = .failure(error) }
    }
}
