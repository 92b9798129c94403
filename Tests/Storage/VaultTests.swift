import Coordination
import Fixtures
import Foundation
import Sealing
import Testing

@testable import Storage

@Suite struct VaultTests {
    @Test(arguments: EngineKind.here) func `a locked store tells nothing and takes nothing`(kind: EngineKind)
        async throws
    {
        let test = try await TestStore(kind)
        let ana = try People.contact("ana")
        try await test.add(ana)
        let locked = try await Store.open(test.place.url)
        await #expect(throws: Problem.locked) { _ = try await locked.read { try $0.contacts.all() } }
        await #expect(throws: Problem.locked) { _ = try await locked.write(by: .test) { try $0.contacts.save(ana) } }
        await #expect(throws: Problem.locked) { try await locked.read { _ = try $0.search.ids("ana", kind: .contact) } }
        await #expect(throws: Problem.locked) {
            try await locked.write(by: .test) { try $0.note(.directoryRead, "ana") }
        }
        #expect(try await locked.vaultStatus().isLocked)
        #expect(try await test.verdict().broken == nil)
    }

    @Test(arguments: EngineKind.here) func `every way in opens and only those`(kind: EngineKind) async throws {
        let test = try await TestStore(kind)
        try await test.add(People.contact("ana"))
        let words = VaultSecret.passphrase("four words that are long"), printed = VaultSecret.recovery(RecoveryKey())
        let slot = try await test.store.addSlot(words, cost: 1 << 10, by: .test)
        _ = try await test.store.addSlot(printed, cost: 1 << 10, by: .test)
        #expect(slot == "slot-2")
        for secret in [test.secret, words, printed] {
            let other = try await Store.open(test.place.url)
            try await other.unlock(secret)
            #expect(try await other.read { try $0.contacts.all().count } == 1)
        }
        let other = try await Store.open(test.place.url)
        await #expect {
            try await other.unlock(.passphrase("four words that are wrong"))
        } throws: { ($0 as? Problem)?.kind == .notAllowed }
        try await test.store.removeSlot(slot, by: .test)
        await #expect { try await other.unlock(words) } throws: { ($0 as? Problem)?.kind == .notAllowed }
        try await test.store.removeSlot("slot-3", by: .test)
        await #expect { try await test.store.removeSlot("slot-1", by: .test) } throws: {
            "\($0)".contains("is the only key that unlocks the vault")
        }
        #expect(try await test.verdict().broken == nil)
    }

    @Test(arguments: EngineKind.here) func `new keys open everything and the old key nothing`(kind: EngineKind)
        async throws
    {
        let test = try await TestStore(kind)
        let people = try (0..<20).map { try People.contact("p\($0)", name: "Person Number\($0)") }
        for person in people { try await test.add(person) }
        try await test.store.write(by: .test) {
            try $0.outbox.insert(TestStore.envelope("msg-1", to: people[0]), notBefore: People.now)
        }
        let stale = try await test.reopened(), old = try test.store.vaultKey().key
        try await test.store.rekey(by: .test)
        let fresh = try await test.reopened()
        #expect(try await fresh.read { try $0.contacts.all().count } == 20)
        #expect(try await fresh.read { try $0.outbox.all().first?.payload } == Array("payload".utf8))
        #expect(
            try await fresh.read {
                try $0.directory.findContacts(DirectoryQuery(text: "number7"), limit: 9, on: People.today)
            }
            .map(\.id.text)
                == ["p7"])
        #expect(try await test.verdict().broken == nil)
        #expect(try await fresh.vaultStatus().generation == 2)
        // A program that was open before is told to start again, rather than to write under a key that is gone.
        await #expect {
            _ = try await stale.write(by: .test) { try $0.contacts.save(People.contact("late")) }
        } throws: {
            ($0 as? Problem)?.kind == .tryAgain
        }
        #expect(await refusal { try await stale.unlock(old) } == Refusal(.notAllowed, at: "vault"))
    }

    @Test(arguments: EngineKind.here) func `a stopped change of keys reads on and goes on`(kind: EngineKind)
        async throws
    {
        let test = try await TestStore(kind)
        try await test.store.write(by: .test) { records in
            for number in 0..<600 {
                _ = try records.contacts.save(People.contact("p\(number)", name: "Person Number\(number)"))
            }
        }
        struct Stop: Error {}
        // Each batch is a transaction of its own: after the first one the process is as good as dead.
        let dying = try await test.reopened()
        let task = Task {
            try await dying.rekey(by: .test) { _, _ in withUnsafeCurrentTask { $0?.cancel() } }
        }
        _ = await task.result
        let half = try await test.reopened()
        #expect(try await half.vaultStatus().generation == 2)
        #expect(try await half.read { try $0.contacts.all().count } == 600)
        for name in ["number0", "number599", "number300"] {
            let found = try await half.read {
                try $0.directory.findContacts(DirectoryQuery(text: name), limit: 999, on: People.today)
            }
            #expect(!found.isEmpty)
        }
        try await half.write(by: .test) { records in
            _ = try records.contacts.save(People.contact("new", name: "Added Meanwhile"))
        }
        try await half.rekey(by: .test)
        let done = try await test.reopened()
        #expect(try await done.vaultStatus().outdated == 0)
        #expect(
            try await done.read {
                try $0.directory.findContacts(DirectoryQuery(text: "meanwhile"), limit: 9, on: People.today)
            }
            .count == 1)
        #expect(
            try await done.read {
                try $0.directory.findContacts(DirectoryQuery(text: "number599"), limit: 9, on: People.today)
            }
            .count == 1)
        #expect(try await done.read { try $0.audit.verify(against: [], at: People.now) }.broken == nil)
    }

    @Test(arguments: EngineKind.here) func `after panic only the printed key opens`(kind: EngineKind) async throws {
        let test = try await TestStore(kind)
        try await test.add(People.contact("ana"))
        let printed = VaultSecret.recovery(RecoveryKey())
        _ = try await test.store.addSlot(printed, cost: 1 << 10, by: .test)
        try await test.store.panic(sparingRecovery: true, by: .test)
        #expect(test.store.isLocked)
        let other = try await Store.open(test.place.url)
        #expect(await refusal { try await other.unlock(test.secret) } == Refusal(.notAllowed, at: "vault"))
        try await other.unlock(printed)
        #expect(try await other.read { try $0.contacts.all().count } == 1)
        try await other.panic(sparingRecovery: false, by: .test)
        await #expect { try await other.unlock(printed) } throws: { "\($0)".contains("no slot left") }
    }

    @Test(arguments: EngineKind.here) func `a slot that was slipped in is found when keys change`(kind: EngineKind)
        async throws
    {
        let test = try await TestStore(kind)
        let forged = try KeySlot(id: "slot-7", secret: .freshKeyFile(), vault: VaultKey(), cost: 1 << 10)
        try await test.store.engine.write { try Records(connection: $0, session: Session(vault: nil)).insert(forged) }
        await #expect { try await test.store.rekey(by: .test) } throws: {
            "\($0)".contains("slipped it in")
        }
        #expect(try await test.store.vaultStatus().generation == 1)
    }

    @Test(arguments: EngineKind.here) func `two who found a store at once end with one vault`(kind: EngineKind)
        async throws
    {
        for _ in 0..<3 {
            let place = try StorePlace(kind)
            let secrets = (0..<4).map { _ in VaultSecret.freshKeyFile() }
            let open = try await withThrowingTaskGroup(of: Bool.self) { group in
                for secret in secrets {
                    group.addTask {
                        try await !Store.open(place.url, create: true, founding: { secret }).isLocked
                    }
                }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(open.filter { $0 }.count == 1)
            #expect(try await Store.open(place.url).vaultStatus().slots.count == 1)
        }
    }

    @Test(arguments: EngineKind.here) func `a value moved to another row does not open`(kind: EngineKind) async throws {
        let test = try await TestStore(kind)
        try await test.add(People.contact("ana"), People.contact("bea"))
        try await test.sql(
            "UPDATE contacts SET record = (SELECT record FROM contacts WHERE id = 'ana') WHERE id = 'bea'")
        await #expect { _ = try await test.store.read { try $0.contacts.one(Identifier(trusted: "bea")) } } throws: {
            ($0 as? Problem)?.kind == .badData
        }
    }

    @Test(arguments: EngineKind.here) func `no name address or text stands in the files`(kind: EngineKind) async throws
    {
        let test = try await TestStore(kind)
        var canaries: [String] = []
        func canary(_ what: String) -> String {
            canaries.append("\(what)\(canaries.count)zq\(UUID().uuidString.prefix(8).lowercased())")
            return canaries.last ?? ""
        }
        for number in 0..<25 {
            var person = try People.contact(
                "ct-\(number)", name: "\(canary("Given")) \(canary("Family"))",
                email: "\(canary("mail"))@\(canary("host")).example")
            person.pseudonym = canary("Pseudonym")
            person.riskNote = canary("Risk")
            person.position = canary("Position")
            person.otherNames = [canary("Other")]
            person.note = canary("Note")
            person.externalID = canary("uid")
            person.otherPositions = [Position(organization: nil, title: canary("Former"))]
            person.consents[0].proxy = canary("Proxy")
            person.overrides = [
                ConsentOverride(
                    purpose: .invite, channel: .email, subject: "cv-1", reason: canary("Reason"), day: People.today,
                    by: canary("By"))
            ]
            let organization = Organization(
                id: Identifier(trusted: "org-\(number)"), name: canary("Council"), sector: .civilSociety,
                region: canary("Region"), themes: [canary("theme")], populations: [canary("population")],
                source: canary("Source"))
            person.organization = organization.id
            let group = Group(
                id: Identifier(trusted: "g-\(number)"), name: canary("Group"),
                query: DirectoryQuery(text: canary("Words"), theme: canary("Theme")))
            let relation = Relation(
                id: Identifier(trusted: "re-\(number)"), kind: .familyOf, from: person.id.text,
                to: organization.id.text,
                note: canary("Link"))
            let post = Post(
                id: Identifier(trusted: "post-\(number)"), name: canary("Embassy"), country: person.country,
                street: canary("Street"), source: "test")
            let twin = try People.contact("tw-\(number)", name: canary("Twin"))
            let contact = person, text = canary("payload")
            try await test.store.write(by: .test) { records in
                _ = try records.organizations.save(organization)
                _ = try records.contacts.save(contact)
                _ = try records.contacts.save(twin)
                _ = try records.groups.save(group)
                _ = try records.posts.save(post)
                try records.relations.insert(relation)
                _ = try records.groups.join(contact.id, group.id, on: People.today)
                try records.merges.merge(twin.id, into: contact.id, id: "mg-\(number)", at: People.now)
                try records.outbox.insert(
                    TestStore.envelope("msg-\(number)", to: contact, text: text), notBefore: People.now)
                try records.note(.directoryAdded, contact.id.text)
            }
        }
        #expect(canaries.count == 25 * 27)
        #expect(try await test.words(canaries + ["ct-7"], inFilesOf: kind) == ["ct-7"], "what is plain is seen")
        let known = try await test.store.read {
            try $0.contacts.all().map(\.name).joined()
                + $0.outbox.all().map { String(decoding: $0.payload, as: UTF8.self) }.joined()
        }
        #expect(known.contains(canaries[0]) && known.contains(canaries[26]))
    }
}
