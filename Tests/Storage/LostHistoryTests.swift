import Coordination
import Fixtures
import Testing

@testable import Storage

/// A server that has less than a home has seen.
@Suite(.enabled(if: EngineKind.here.contains(.postgres), "PostgreSQL's server is not installed"))
struct LostHistoryTests {
    @Test func `a try to send that the server does not know any more is a loss, and what waits is held`() async throws {
        let test = try await TestStore(.postgres), folder = try TemporaryFolder(), ana = try People.contact("ana")
        try await test.add(ana)
        try await test.store.write(by: .test) { records in
            for id in ["msg-1", "msg-2"] {
                try records.outbox.insert(TestStore.envelope(id, to: ana), notBefore: People.now)
            }
        }
        func worker() async throws -> Store {
            let store = try await Store.open(test.place.url, marks: folder.path)
            try await store.unlock(test.secret)
            return store
        }
        try await worker().share(by: .test) { records in
            let item = try records.outbox.lease(
                1, channel: .mail, due: People.now, now: People.now, until: People.now.adding(.seconds(60)))[0]
            try records.note(.envelopeDelivered, item.id.text)
            _ = try records.outbox.record(.delivered("ok"), of: item, next: .done, at: People.now)
        }
        // As on a standby that had not received it.
        try await test.sql("DELETE FROM readings")
        try await test.sql("DELETE FROM attempts")
        try await test.sql("UPDATE envelopes SET state = 'waiting', attempts = 0")
        let again = try await worker()
        await #expect { try await again.share(by: .test) { _ in } } throws: {
            ($0 as? Problem)?.what.contains("a message has left from here") == true
        }
        #expect(try await again.read { try $0.outbox.heldEnvelopes() } == 2)
        try await again.share(by: .test) { _ in }
    }
}
