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
                        let items = try await worker.share(by: .test) { records in
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

    /// A COMMIT whose answer never came: what the transaction left is looked for.
    @Test(arguments: [true, false]) func `a commit without answer is looked up`(isCommitted: Bool) async throws {
        let test = try await TestStore(.postgres)
        let executor = PostgresExecutor(try PostgresAddress(parsing: test.place.url), "test")
        let result = await Swift.Result {
            try await executor.use { connection -> String in
                try connection.execute("BEGIN")
                _ = try connection.run("INSERT INTO mechanisms (id, record) VALUES ('m', \([UInt8]()))")
                let mark = try #require(try CommitMark.left(on: connection))
                try connection.execute(isCommitted ? "COMMIT" : "ROLLBACK")
                throw LostCommit(mark: mark, result: "stored", confirmations: Confirmations())
            }
        }
        switch result {
        case .success(let text):
            #expect(isCommitted)
            #expect(text == "stored")
        case .failure(let error):
            #expect(!isCommitted)
            #expect((error as? Problem)?.what.contains("nothing of this step was kept") == true)
        }
    }

    /// After a failover the server that took over gives the same number to another transaction.
    @Test func `a commit that another server does not have is not taken for stored because its number was used again`()
        async throws
    {
        let test = try await TestStore(.postgres)
        let executor = PostgresExecutor(try PostgresAddress(parsing: test.place.url), "test")
        await #expect {
            try await executor.use { connection -> String in
                try connection.execute("BEGIN")
                _ = try connection.run("INSERT INTO mechanisms (id, record) VALUES ('m', \([UInt8]()))")
                let mark = try #require(try CommitMark.left(on: connection))
                try connection.execute("ROLLBACK")
                for _ in 0..<3 { _ = try connection.run("SELECT CAST(pg_current_xact_id() AS TEXT) AS number") }
                let before = CommitMark(
                    token: mark.token, server: .init(started: "earlier", timeline: "00000000"), process: mark.process,
                    transaction: mark.transaction)
                throw LostCommit(mark: before, result: "stored", confirmations: Confirmations())
            }
        } throws: { ($0 as? Problem)?.what.contains("does not have the change") == true }
    }

    @Test func `a transaction that wrote nothing leaves no mark`() async throws {
        let test = try await TestStore(.postgres)
        try await test.store.share(by: .test) {
            _ = try $0.outbox.lease(1, channel: .mail, due: People.now, now: People.now, until: People.now)
        }
        let before = try await test.marks()
        try await test.store.share(by: .test) {
            _ = try $0.outbox.lease(1, channel: .mail, due: People.now, now: People.now, until: People.now)
        }
        #expect(try await test.marks() == before)
        try await test.add(People.contact("ana"))
        #expect(try await test.marks() == before + 1)
    }

    @Test func `a task that is cancelled does not wait for the server`() async throws {
        let test = try await TestStore(.postgres)
        let work = Task { try await test.store.read { _ = try $0.rows("SELECT CAST(pg_sleep(600) AS TEXT) AS slept") } }
        try await Task.sleep(for: .milliseconds(300))
        work.cancel()
        await #expect(throws: CancellationError.self) { try await work.value }
        // The connection is good for the next.
        #expect(try await test.store.read { try $0.contacts.count() } == 0)
    }

    @Test func `a client that stands still in its transaction is put out after five seconds`() async throws {
        let test = try await TestStore(.postgres), other = try await test.reopened()
        let cuts = Cuts()
        let still = Task {
            try await other.write(by: .test) { records in
                _ = try records.contacts.save(People.contact("ana"))
                if cuts.first { sleep(8) }
                return try records.contacts.count()
            }
        }
        try await Task.sleep(for: .seconds(1))
        // It would give up after ten seconds.
        try await test.add(People.contact("bea"))
        // It does its work once more on a new connection.
        #expect(try await still.value == 2)
    }

    /// The server's record of serializable transactions is one for all databases and holds some thousands.
    @Test func `a transaction left open in another database stops no writer`() async throws {
        let test = try await TestStore(.postgres), other = try await TestStore(.postgres)
        let executor = PostgresExecutor(try PostgresAddress(parsing: other.place.url), "other")
        try await executor.use { connection in
            try connection.execute("BEGIN ISOLATION LEVEL SERIALIZABLE")
            _ = try connection.run("INSERT INTO mechanisms (id, record) VALUES ('m', \([UInt8]()))")
        }
        for number in 0..<6_000 {
            try await test.store.engine.write { connection in
                _ = try connection.run("SELECT count(*) AS count FROM schema_version")
                _ = try connection.run("UPDATE schema_version SET version = version WHERE version > \(-number)")
            }
        }
        try await executor.use { try $0.execute("ROLLBACK") }
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
        #expect(address.hosts.map { $0.conninfo.contains("sslmode='verify-full'") } == [true])
        #expect(address.place == "db.example/records")
        let local = try PostgresAddress(parsing: "postgres://u@/records?host=/run/pg")
        #expect(local.hosts.map { $0.conninfo.contains("sslmode") } == [false])
        #expect(refusal { try PostgresAddress(parsing: "postgres://u@db.example") } == Refusal(.usage))
    }

    @Test(arguments: ["disable", "require", "verify-ca"])
    func `no address switches the verification of a server elsewhere off`(mode: String) throws {
        let refused = refusal { try PostgresAddress(parsing: "postgres://u@db.example/records?sslmode=\(mode)") }
        #expect(refused == Refusal(.usage))
        let other = refusal {
            try PostgresAddress(parsing: "postgres://u@localhost/r?hostaddr=192.0.2.1&sslmode=\(mode)")
        }
        #expect(other == Refusal(.usage))
        #expect(throws: Never.self) { try PostgresAddress(parsing: "postgres://u@localhost/records?sslmode=\(mode)") }
    }

    @Test func `what is wrong with an address is named`() throws {
        #expect {
            _ = try PostgresAddress(parsing: "postgres://u@db.example/records?sslrootcrt=x")
        } throws: { "\($0)".contains("unknown: sslrootcrt") }
        #expect {
            _ = try PostgresAddress(parsing: "postgres://u@db.example/records?sslrootcert=/nonexistent.pem")
        } throws: { ($0 as? Problem)?.place == "/nonexistent.pem" }
    }

    @Test func `a server of an earlier timeline than one that was seen was left behind`() throws {
        let lineage = ServerLineage()
        func place(_ timeline: Int, of system: String = "7") -> ServerLineage.Place {
            ServerLineage.Place(system: system, timeline: timeline)
        }
        #expect(!lineage.isLeftBehind(place(1)) && !lineage.isLeftBehind(place(2)) && !lineage.isLeftBehind(place(2)))
        #expect(lineage.isLeftBehind(place(1)))
        #expect(lineage.seen == place(2))
        // Another cluster counts from one again, and who does not say where it stands is not refused.
        #expect(!lineage.isLeftBehind(nil) && !lineage.isLeftBehind(place(1, of: "8")))
        #expect(ServerLineage.Place(place(12).text) == place(12))
        #expect(ServerLineage.Place("7") == nil && ServerLineage.Place("") == nil)
    }

    @Test func `a home remembers where the server stood and goes to none that was left behind`() async throws {
        let test = try await TestStore(.postgres), folder = try TemporaryFolder()
        try await test.add(People.contact("ana"))
        let store = try await Store.open(test.place.url, marks: folder.path)
        try await store.unlock(test.secret)
        try await store.write(by: .test) { _ = try $0.contacts.save(People.contact("beto")) }
        let mark = try #require(try await HighWaterMark.of(store.engine, test.place.url, in: folder.path))
        let known = try #require(mark.known), server = try #require(known.server)
        #expect(server.timeline == 1 && known.entry > 0)
        // As if a standby had taken its place since, and this one were started again.
        var later = known
        later.server = ServerLineage.Place(system: server.system, timeline: 2)
        mark.note(later)
        await #expect {
            _ = try await Store.open(test.place.url, marks: folder.path)
        } throws: { "\($0)".contains("was left behind") }
        later.server = ServerLineage.Place(system: "1", timeline: 2)
        mark.note(later)
        _ = try await Store.open(test.place.url, marks: folder.path)
    }

    @Test func `a copy in another database is not taken for the store`() async throws {
        let test = try await TestStore(.postgres), folder = try TemporaryFolder(), copy = try await TestStore(.postgres)
        let store = try await Store.open(test.place.url, marks: folder.path)
        let mark = try #require(try await HighWaterMark.of(store.engine, test.place.url, in: folder.path))
        // As if a backup of the one had been restored beside it.
        let name = try #require(
            try await store.engine.read { try $0.run("SELECT store_id FROM vault").first?.text("store_id") })
        try await copy.store.engine.write { _ = try $0.run("UPDATE vault SET store_id = \(name)") }
        let other = try #require(try await HighWaterMark.of(copy.store.engine, copy.place.url, in: folder.path))
        #expect(other.path != mark.path)
        #expect(other.path.contains(name) && mark.path.contains(name))
    }

    @Test func `a change that a later one confirms is confirmed`() {
        let confirmations = Confirmations()
        let first = confirmations.begin(), slow = confirmations.begin()
        #expect(!confirmations.isStandbyMissing)
        confirmations.end(first, isConfirmed: false)
        #expect(confirmations.isStandbyMissing)
        // It began before: it may have been written before, too.
        confirmations.end(slow, isConfirmed: true)
        #expect(confirmations.isStandbyMissing)
        confirmations.end(confirmations.begin(), isConfirmed: true)
        #expect(!confirmations.isStandbyMissing)
    }

    @Test func `an address may name several servers`() throws {
        let names = try PostgresAddress(parsing: "postgres://u@one.example:5433,two.example:5434/records")
        #expect(names.hosts.map(\.name) == ["one.example:5433", "two.example:5434"])
        #expect(names.place == "one.example:5433,two.example:5434/records")
        #expect(names.hosts.map { $0.conninfo.contains("port='5433'") } == [true, false])
        #expect(names.hosts.allSatisfy { $0.conninfo.contains("sslmode='verify-full'") })
        let sockets = try PostgresAddress(parsing: "postgres:///records?host=/a,/b&port=1,2")
        #expect(sockets.hosts.map { $0.conninfo.contains("host='/a'") } == [true, false])
        let port = try PostgresAddress(parsing: "postgres://u@one.example,two.example/records?port=6000")
        #expect(port.hosts.allSatisfy { $0.conninfo.contains("port='6000'") })
        #expect(refusal { try PostgresAddress(parsing: "postgres://u@a,b/records?port=1,2,3") } == Refusal(.usage))
        let readers = "postgres://u@db.example/records?target_session_attrs=any"
        #expect(refusal { try PostgresAddress(parsing: readers) } == Refusal(.usage))
    }

    @Test(arguments: [
        ("connection to server on socket \"/a/b\" failed: FATAL:  53300: in any language", PostgresRefusal.connections),
        ("connection to server at \"h\" (::1), port 1 failed: FATAL:  57P03: in any language", .starting),
        ("connection to server at \"h\" failed: FATAL:  28P01: in any language", .credentials),
        ("connection to server at \"h\" failed: FATAL:  28000: in any language", .admission),
        ("connection to server at \"h\" failed: fe_sendauth: no password supplied", .credentials),
        ("connection to server at \"h\" failed: FATAL:  3D000: in any language", .database),
        ("connection to server at \"h\" failed: FATAL:  42501: in any language", .permission),
        ("connection to server at \"h\" failed: FATAL:  08P01: unsupported startup parameter: x", .parameter),
        (
            "connection to server at \"h\" failed: FATAL:  08P01: no more connections allowed (max_client_conn)",
            .connections
        ),
        ("connection to server at \"h\" failed: FATAL:  08P01: pgbouncer cannot connect to server", .unreachable),
        ("connection to server at \"h\" failed: session is read-only", .standby),
        ("connection to server at \"h\" failed: SSL error: certificate verify failed", .certificate),
        ("connection to server at \"h\" failed: SSL SYSCALL error: EOF detected", .unreachable),
        ("connection to server at \"SSL password\" failed: Connection refused", .unreachable),
        ("could not translate host name \"h\" to address", .unreachable),
    ])
    func `a refusal is told as what it is`(message: String, why: PostgresRefusal) {
        #expect(PostgresRefusal(message) == why)
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
    /// How many marks of commits there are.
    func marks() async throws -> Int {
        try await store.read { try $0.rows("SELECT COUNT(*) AS n FROM commits").first?.integer("n") ?? 0 }
    }

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
