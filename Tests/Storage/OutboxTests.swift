import Coordination
import Fixtures
import Sealing
import Storage
import Testing

@Suite struct OutboxTests {
    /// A store with one person and what the outbox is asked in these tests.
    struct Outbox {
        let place: StorePlace
        let store: Store

        init(_ kind: EngineKind) async throws {
            place = try StorePlace(kind)
            store = try await Store.open(place.url, create: true, founding: { .freshKeyFile() })
            let contact = try People.contact("ana")
            try await store.write(by: .test) { _ = try $0.contacts.save(contact) }
        }

        func put(_ id: String, order: String = "one", notBefore: Instant = People.now) async throws {
            let contact = try People.contact("ana")
            let envelope = try People.envelope(id, to: contact, orderingKey: order, payload: "payload of \(id)")
            try await store.write(by: .test) { try $0.outbox.insert(envelope, notBefore: notBefore) }
        }

        func lease(_ count: Int = 10, at now: Instant = People.now) async throws -> [StoredEnvelope] {
            try await store.write(by: .test) {
                try $0.outbox.lease(count, channel: .mail, due: now, now: now, until: now.adding(.seconds(60)))
            }
        }

        func record(_ outcome: Outcome, _ item: StoredEnvelope, at now: Instant = People.now) async throws {
            let next = RetrySchedule.next(after: outcome, attempt: item.attempts + 1, now: now, jitter: 0)
            _ = try await store.write(by: .test) { try $0.outbox.record(outcome, of: item, next: next, at: now) }
        }
    }

    @Test(arguments: EngineKind.here) func `the bytes and the id come back as they were`(kind: EngineKind) async throws
    {
        let outbox = try await Outbox(kind)
        try await outbox.put("msg-1")
        let item = try #require(try await outbox.lease().first)
        #expect(item.id.text == "msg-1")
        #expect(item.payload == Array("payload of msg-1".utf8))
        #expect(item.ground == "consent: invite by email")
    }

    @Test(arguments: EngineKind.here) func `a leased envelope is nobody elses until the lease ends`(kind: EngineKind)
        async throws
    {
        let outbox = try await Outbox(kind)
        try await outbox.put("msg-1")
        #expect(try await outbox.lease().count == 1)
        #expect(try await outbox.lease().isEmpty)
        #expect(try await outbox.lease(at: People.now.adding(.seconds(61))).count == 1)
    }

    @Test(arguments: EngineKind.here) func `an update never overtakes its invitation`(kind: EngineKind) async throws {
        let outbox = try await Outbox(kind)
        try await outbox.put("msg-1")
        try await outbox.put("msg-2")
        try await outbox.put("msg-3", order: "other")
        let first = try await outbox.lease()
        #expect(first.map(\.id.text) == ["msg-1", "msg-3"])
        try await outbox.record(.deferred("busy", after: nil), first[0])
        #expect(try await outbox.lease().isEmpty)
        let later = People.now.adding(.seconds(11))
        let again = try await outbox.lease(at: later)
        #expect(again.map(\.id.text) == ["msg-1"])
        #expect(again.first?.attempts == 1)
        try await outbox.record(.delivered("ok"), again[0], at: later)
        #expect(try await outbox.lease(at: later).map(\.id.text) == ["msg-2"])
    }

    @Test(arguments: EngineKind.here) func `whoever overslept the lease records nothing`(kind: EngineKind) async throws
    {
        let outbox = try await Outbox(kind)
        try await outbox.put("msg-1")
        let slow = try #require(try await outbox.lease().first)
        let later = People.now.adding(.seconds(61))
        let quick = try #require(try await outbox.lease(at: later).first)
        #expect(try await outbox.store.read { try $0.outbox.claimed(now: later) }?.count == 1)
        #expect(
            try await outbox.store.write(by: .test) {
                try $0.outbox.record(.delivered("ok"), of: quick, next: .done, at: later)
            })
        #expect(
            try await outbox.store.write(by: .test) {
                try $0.outbox.record(.refused("late"), of: slow, next: .failed, at: later)
            } == false)
        #expect(try await outbox.store.read { try $0.outbox.all() }.first?.lastDetail == "ok")
        #expect(try await outbox.store.read { try $0.outbox.claimed(now: later) } == nil)
    }

    @Test(arguments: EngineKind.here) func `what is held by our own side costs no try`(kind: EngineKind) async throws {
        let outbox = try await Outbox(kind)
        try await outbox.put("msg-1")
        let item = try #require(try await outbox.lease().first)
        try await outbox.record(.held("no password"), item)
        let again = try #require(try await outbox.store.read { try $0.outbox.all() }.first)
        #expect(again.attempts == 0)
        #expect(again.state == .waiting)
    }

    @Test(arguments: EngineKind.here) func `a refused one is dead and lets the next pass`(kind: EngineKind) async throws
    {
        let outbox = try await Outbox(kind)
        try await outbox.put("msg-1")
        try await outbox.put("msg-2")
        try await outbox.record(.refused("no such user"), try #require(try await outbox.lease().first))
        #expect(try await outbox.store.read { try $0.outbox.all(state: .failed) }.first?.lastDetail == "no such user")
        #expect(try await outbox.lease().map(\.id.text) == ["msg-2"])
    }

    @Test(arguments: EngineKind.here) func `nothing leaves before its time`(kind: EngineKind) async throws {
        let outbox = try await Outbox(kind)
        try await outbox.put("msg-1", notBefore: People.now.adding(.seconds(5)))
        #expect(try await outbox.lease().isEmpty)
        #expect(try await outbox.lease(at: People.now.adding(.seconds(5))).count == 1)
    }
}
