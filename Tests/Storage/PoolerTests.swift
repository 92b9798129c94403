import Coordination
import Fixtures
import Foundation
import Testing

@testable import Storage

/// PgBouncer gives the server's sessions to many clients, in transaction mode another one for each transaction.
@Suite(.enabled(if: Pooler.isHere, "PgBouncer is not installed")) struct PoolerTests {
    @Test(arguments: Pooler.Mode.allCases) func `many writers through a pooler leave one unbroken chain`(
        mode: Pooler.Mode
    ) async throws {
        let test = try await TestStore(.postgres), pooler = try Pooler(mode)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<4 {
                group.addTask {
                    let store = try await Store.open(pooler.url(of: test.place.url))
                    try await store.unlock(test.secret)
                    for number in 0..<10 {
                        let person = try People.contact("w\(writer)-\(number)")
                        try await store.write(by: .by("w\(writer)")) { records in
                            _ = try records.contacts.save(person)
                            try records.note(.directoryAdded, person.id.text)
                        }
                        #expect(try await store.read { try $0.contacts.one(person.id) } == person)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await test.verdict().entries == 40)
        #expect(try await test.verdict().broken == nil)
    }

    @Test func `work is noticed through a pooler that passes no notifications on`() async throws {
        let test = try await TestStore(.postgres), pooler = try Pooler(.transaction)
        let store = try await Store.open(pooler.url(of: test.place.url))
        let began = ContinuousClock.now
        try await store.waitForWork(atMost: .seconds(600))
        #expect(ContinuousClock.now - began < .seconds(300))
    }

    @Test func `limits of connections are told as what they are`() async throws {
        let test = try await TestStore(.postgres)
        try await test.sql("CREATE ROLE limited_\(getpid()) LOGIN CONNECTION LIMIT 0")
        let limited = test.place.url.replacing(
            "postgres://\(PostgresCluster.user)@", with: "postgres://limited_\(getpid())@")
        await #expect { _ = try await Store.open(limited) } throws: { error in
            let problem = error as? Problem
            return problem?.kind == .unavailable && problem?.what.contains("no free connection") == true
        }
        try await test.sql("DROP ROLE limited_\(getpid())")
        let nobody = test.place.url.replacing("postgres://\(PostgresCluster.user)@", with: "postgres://nobody_here@")
        await #expect { _ = try await Store.open(nobody) } throws: { ($0 as? Problem)?.kind == .configuration }
        let nowhere = "postgres://\(PostgresCluster.user)@/nowhere?host=\(PostgresCluster.socket ?? "")"
        await #expect { _ = try await Store.open(nowhere) } throws: { ($0 as? Problem)?.kind == .missingInput }
    }

    @Test func `a pooler that lets nobody in is not taken for a wrong password`() async throws {
        let test = try await TestStore(.postgres), pooler = try Pooler(.session, clients: 1)
        // One who does one thing after the other needs one connection.
        let first = try await Store.open(pooler.url(of: test.place.url))
        await #expect { _ = try await Store.open(pooler.url(of: test.place.url)) } throws: { error in
            let problem = error as? Problem
            return problem?.kind == .unavailable && problem?.what.contains("no free connection") == true
        }
        withExtendedLifetime(first) {}
    }
}
