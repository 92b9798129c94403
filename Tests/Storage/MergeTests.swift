import Coordination
import Fixtures
import Sealing
import Testing

@testable import Storage

@Suite struct MergeTests {
    /// Everything a merge may touch, opened.
    private struct Picture: Equatable {
        let contacts: [Contact]
        let required: [[Contact.ID]]
        let relations: [Relation]
        let holds: [LegalHold?]
        let plain: [TableDigest]
        let columns: [[Value]]

        init(_ records: Records, _ ids: [Contact.ID]) throws {
            contacts = try records.contacts.all()
            required = try records.convenings.all().map(\.quorum.required)
            relations = try records.relations.all()
            holds = try ids.map { try records.subjects.hold(on: $0) }
            // Tables without sealed values are compared row by row.
            plain = try ["invitations", "memberships", "search_entries"].map {
                try TableDigest.of($0, records.connection)
            }
            columns =
                try records.rows(
                    """
                    SELECT id, organization_id, country, is_do_not_contact, merged_into, invitable_until, language_token
                    FROM contacts ORDER BY id
                    """
                ).map(\.values) + records.rows("SELECT id, contact_id FROM envelopes ORDER BY id").map(\.values)
        }
    }

    private static let names = [
        "Ana Quintanilla", "Ana Lucía Quintanilla", "A. Quintanilla", "Marisol Banegas", "Rosa Paz",
    ]

    /// People with places on lists, messages, groups, relations, holds and consents, as a seed has it.
    private func fill(_ test: TestStore, _ random: inout SeededGenerator) async throws -> [Contact.ID] {
        var people: [Contact] = []
        for number in 0..<10 {
            var contact = try People.contact(
                "p\(number)", name: Self.names.randomElement(using: &random) ?? "",
                email: "p\(Int.random(in: 0..<6, using: &random))@example.org",
                consents: Bool.random(using: &random) ? [People.consent()] : [People.consent(withdrawn: -1)],
                isDoNotContact: Int.random(in: 0..<5, using: &random) == 0)
            contact.pseudonym = Bool.random(using: &random) ? "Lluvia \(number)" : nil
            contact.riskNote = Bool.random(using: &random) ? "Note \(number)" : nil
            people.append(contact)
        }
        var groups: [(Group.ID, Contact.ID)] = [], links: [(Contact, Contact)] = [], lists: [(Int, Contact.ID)] = []
        for contact in people {
            if Bool.random(using: &random) { groups.append((Group.ID(trusted: "g1"), contact.id)) }
            if let other = people.randomElement(using: &random), other.id != contact.id, Bool.random(using: &random) {
                links.append((contact, other))
            }
            for convening in 0..<3 where Bool.random(using: &random) { lists.append((convening, contact.id)) }
        }
        let (contacts, joined, related, listed) = (people, groups, links, lists)
        try await test.store.write(by: .test) { records in
            _ = try records.groups.save(Group(id: Group.ID(trusted: "g1"), name: "Like-minded"))
            for contact in contacts { _ = try records.contacts.save(contact) }
            for (group, contact) in joined { _ = try records.groups.join(contact, group, on: People.today) }
            for (number, (one, other)) in related.enumerated() {
                try records.relations.insert(
                    Relation(
                        id: Identifier(trusted: "re-\(number)"), kind: .colleagueOf, from: one.id.text,
                        to: other.id.text))
            }
            for number in 0..<3 {
                var convening = try People.convening("cv-\(number)")
                convening.quorum.required = listed.filter { $0.0 == number }.map(\.1).prefix(2).sorted()
                try records.convenings.insert(convening, at: People.now)
            }
            for (place, (convening, contact)) in listed.enumerated() {
                try records.invitations.insert(
                    Invitation(
                        id: Identifier(trusted: "iv-\(place)"), convening: Identifier(trusted: "cv-\(convening)"),
                        contact: contact, uid: "uid-\(place)"))
            }
            for contact in contacts where contact.isDoNotContact {
                try records.subjects.save(LegalHold(reason: "Court", set: People.now), on: contact.id)
            }
            for contact in contacts
            where !contact.isDoNotContact && contact.consents.allSatisfy({ $0.withdrawn == nil }) {
                try records.outbox.insert(TestStore.envelope("m-\(contact.id)", to: contact), notBefore: People.now)
            }
        }
        return people.map(\.id)
    }

    /// Merges and undoes at random, then undoes what is left.
    private func play(_ ids: [Contact.ID], _ records: Records, _ random: inout SeededGenerator) throws -> Int {
        var stack: [Contact.ID] = [], merges = 0
        for step in 0..<Int.random(in: 1...8, using: &random) {
            if !stack.isEmpty, Int.random(in: 0..<3, using: &random) == 0 {
                _ = try records.merges.unmerge(stack.removeLast(), at: People.now)
                continue
            }
            let free = try records.contacts.all().map(\.id)
            guard let kept = free.randomElement(using: &random), let other = free.randomElement(using: &random),
                kept != other
            else { continue }
            let id = "mg-\(UInt64.random(in: .min ... .max, using: &random))-\(step)"
            try records.merges.merge(other, into: kept, id: id, at: People.now)
            stack.append(kept)
            merges += 1
        }
        for kept in stack.reversed() { _ = try records.merges.unmerge(kept, at: People.now) }
        return merges
    }

    @Test(arguments: EngineKind.here)
    func `a thousand random sequences of merging and undoing leave the store as it was`(
        kind: EngineKind
    ) async throws {
        var random = SeededGenerator(seed: 20_261_121), merges = 0
        let sequences = kind == .sqlite ? 1000 : 50, perStore = kind == .sqlite ? 100 : 25
        for _ in 0..<(sequences / perStore) {
            let test = try await TestStore(kind)
            let ids = try await fill(test, &random)
            let before = try await test.store.read { try Picture($0, ids) }
            for _ in 0..<perStore {
                let start = random
                let (count, after) = try await test.store.write(by: .test) { records in
                    var random = start
                    return (try play(ids, records, &random), random)
                }
                random = after
                merges += count
                #expect(try await test.store.read { try Picture($0, ids) } == before)
            }
        }
        #expect(merges > sequences)
    }

    @Test(arguments: EngineKind.here) func `a merge moves every link and the more careful mark wins`(kind: EngineKind)
        async throws
    {
        let test = try await TestStore(kind)
        var one = try People.contact("one", name: "Ana Quintanilla", consents: [People.consent(given: -9)])
        one.riskNote = "Ask first."
        let two = try People.contact(
            "two", name: "Ana Lucía Quintanilla", consents: [People.consent(given: -8, withdrawn: -2)])
        let (first, second) = (one, two)
        try await test.store.write(by: .test) { records in
            for contact in [first, second] { _ = try records.contacts.save(contact) }
            _ = try records.groups.save(Group(id: Group.ID(trusted: "g1"), name: "Like-minded"))
            _ = try records.groups.join(second.id, Group.ID(trusted: "g1"), on: People.today)
            try records.convenings.insert(try People.convening("cv-1"), at: People.now)
            try records.invitations.insert(
                Invitation(
                    id: Identifier(trusted: "iv-1"), convening: Identifier(trusted: "cv-1"), contact: second.id,
                    uid: "u"))
            try records.subjects.save(LegalHold(reason: "Court", set: People.now), on: second.id)
            try records.merges.merge(second.id, into: first.id, id: "mg-1", at: People.now)
            let kept = try records.contacts.one(Identifier(trusted: "two"))
            #expect(kept.id == first.id)
            #expect(kept.otherNames == ["Ana Lucía Quintanilla"])
            #expect(kept.channels.map(\.address) == ["one@example.org", "two@example.org"])
            // She said no under the other record, so she is not written to.
            let gate = DisclosureGate(today: People.today)
            #expect(gate.objection(to: kept, purpose: .invite, channel: .email) == .consentWithdrawn)
            #expect(try records.groups.memberships(of: kept.id).count == 1)
            #expect(try records.subjects.invitations(of: kept.id).map(\.id.text) == ["iv-1"])
            #expect(try records.subjects.hold(on: kept.id)?.reason == "Court")
            #expect(try records.contacts.all().map(\.id) == [first.id])
            #expect(try records.merges.merged(into: kept.id) == [second.id])
        }
        try await test.store.write(by: .test) { records in
            var kept = try records.contacts.one(first.id)
            kept.note = "Met on Friday."
            _ = try records.contacts.save(kept)
            #expect(try records.merges.unmerge(first.id, at: People.now).other == second.id)
            #expect(try records.contacts.one(second.id) == second)
            #expect(try records.contacts.one(first.id).note == "Met on Friday.")
            #expect(try records.contacts.one(first.id).channels == first.channels)
            #expect(try records.subjects.invitations(of: second.id).map(\.id.text) == ["iv-1"])
        }
    }

    @Test(arguments: EngineKind.here) func `a refusal and a hold made while two were one count for both`(
        kind: EngineKind
    ) async throws {
        let test = try await TestStore(kind)
        let one = try People.contact("one"), two = try People.contact("two")
        try await test.add(one, two)
        try await test.store.write(by: .test) { records in
            try records.subjects.save(LegalHold(reason: "First", set: People.now), on: one.id)
            try records.subjects.save(LegalHold(reason: "Second", set: People.now), on: two.id)
            try records.merges.merge(two.id, into: one.id, id: "mg-1", at: People.now)
            #expect(try records.subjects.hold(on: one.id)?.reason == "First; Second")
            var kept = try records.contacts.one(one.id)
            _ = kept.withdraw(.invite, channel: nil, group: nil, on: People.today)
            kept.isDoNotContact = true
            kept.riskNote = "Changed."
            _ = try records.contacts.save(kept)
            _ = try records.merges.unmerge(one.id, at: People.now)
            for id in [one.id, two.id] {
                let contact = try records.contacts.one(id)
                #expect(contact.isDoNotContact)
                #expect(contact.consents.allSatisfy { $0.withdrawn == People.today })
                #expect(contact.consents.count == 1)
            }
            #expect(try [one.id, two.id].map { try records.subjects.hold(on: $0)?.reason } == ["First", "Second"])
        }
    }

    @Test(arguments: EngineKind.here) func `a mail written while two were one does not reach the wrong person`(
        kind: EngineKind
    ) async throws {
        let test = try await TestStore(kind)
        let one = try People.contact("one"), two = try People.contact("two")
        try await test.add(one, two)
        try await test.store.write(by: .test) { records in
            try records.convenings.insert(try People.convening("cv-1"), at: People.now)
            try records.invitations.insert(
                Invitation(
                    id: Identifier(trusted: "iv-2"), convening: Identifier(trusted: "cv-1"), contact: two.id, uid: "u",
                    state: .needsAction, sentSequence: 1))
            try records.merges.merge(two.id, into: one.id, id: "mg-1", at: People.now)
            try records.outbox.insert(
                People.envelope("msg-1", to: one, kind: .update, orderingKey: "iv-2"), notBefore: People.now)
            #expect(try records.merges.unmerge(one.id, at: People.now).stopped.map(\.id) == ["msg-1"])
            #expect(try records.mails.waiting(for: one.id).isEmpty)
            #expect(try records.subjects.invitations(of: two.id).map(\.sentSequence) == [0])
        }
    }

    @Test func `a restore erases who was erased and not whom they were merged into`() async throws {
        let test = try await TestStore(.sqlite)
        try await test.add(
            try People.contact("one", name: "Ana Quintanilla"), try People.contact("two", name: "Rosa Paz"))
        try await test.store.write(by: .test) { records in
            try records.merges.merge(
                Identifier(trusted: "two"), into: Identifier(trusted: "one"), id: "mg-1", at: People.now)
        }
        let backup = "\(test.place.folder.path)/a.convoke"
        _ = try await test.store.backUp(to: backup, by: .test)
        try await test.store.write(by: .test) { records in
            _ = try records.merges.unmerge(Identifier(trusted: "one"), at: People.now)
            try records.subjects.erase(records.contacts.one(Identifier(trusted: "two")), at: People.now)
        }
        _ = try await Store.restore(
            backup, with: test.secret, to: test.place.url, replacing: true, by: .test)
        let again = try await test.reopened()
        try await again.read { (records: Records) throws -> Void in
            #expect(try records.contacts.all().map(\.name) == ["Ana Quintanilla"])
            #expect(try records.subjects.isErased(Identifier(trusted: "two")))
        }
    }

    @Test(arguments: EngineKind.here) func `a no said once more and a mark set once more outlive the parting`(
        kind: EngineKind
    ) async throws {
        let test = try await TestStore(kind)
        let one = try People.contact("one", consents: [])
        let two = try People.contact("two", consents: [People.consent(withdrawn: -3)], isDoNotContact: true)
        try await test.add(one, two)
        try await test.store.write(by: .test) { records in
            try records.merges.merge(two.id, into: one.id, id: "mg-1", at: People.now)
            var kept = try records.contacts.one(one.id)
            _ = kept.withdraw(.invite, channel: nil, group: nil, on: People.today)
            _ = try records.contacts.save(kept)
            try records.merges.stopMerged(into: one.id)
            _ = try records.merges.unmerge(one.id, at: People.now)
            let parted = try records.contacts.one(one.id)
            #expect(parted.isDoNotContact)
            #expect(parted.hasRefused(.invite, .email))
            #expect(try records.contacts.one(two.id).isDoNotContact)
        }
    }

    @Test(arguments: EngineKind.here) func `a restore erases along a chain of merges and nobody else`(
        kind: EngineKind
    ) async throws {
        let test = try await TestStore(kind)
        let ids = ["r", "q", "a", "o", "k"].map { Contact.ID(trusted: "p\($0)") }
        for id in ids { try await test.add(try People.contact(id.text, name: "Name \(id)")) }
        try await test.store.write(by: .test) { records in
            try records.merges.merge(ids[0], into: ids[1], id: "mg-1", at: People.now)
            try records.merges.merge(ids[1], into: ids[2], id: "mg-2", at: People.now)
            try records.merges.merge(ids[3], into: ids[4], id: "mg-3", at: People.now)
        }
        let backup = "\(test.place.folder.path)/a.convoke"
        _ = try await test.store.backUp(to: backup, by: .test)
        try await test.store.write(by: .test) { records in
            for kept in [ids[2], ids[1], ids[4]] { _ = try records.merges.unmerge(kept, at: People.now) }
            for gone in [ids[0], ids[4]] { try records.subjects.erase(records.contacts.one(gone), at: People.now) }
        }
        _ = try await Store.restore(
            backup, with: test.secret, to: test.place.url, replacing: true, by: .test)
        let again = try await test.reopened()
        try await again.read { (records: Records) throws -> Void in
            #expect(try records.contacts.all().map(\.id.text) == ["pa", "po", "pq"])
        }
    }

    @Test func `two who were both asked to a convening to come are not merged`() async throws {
        let test = try await TestStore(.sqlite)
        try await test.add(try People.contact("one"), try People.contact("two"))
        try await test.store.write(by: .test) { records in
            try records.convenings.insert(try People.convening("cv-1"), at: People.now)
            for id in ["one", "two"] {
                try records.invitations.insert(
                    Invitation(
                        id: Identifier(trusted: "iv-\(id)"), convening: Identifier(trusted: "cv-1"),
                        contact: Identifier(trusted: id), uid: id, state: .accepted, sentSequence: 0))
            }
        }
        await #expect {
            try await test.store.write(by: .test) {
                try $0.merges.merge(
                    Identifier(trusted: "two"), into: Identifier(trusted: "one"), id: "mg-1", at: People.now)
            }
        } throws: { "\($0)".contains("is on the list of cv-1 as one is or was") }
        #expect(try await test.store.read { try $0.contacts.count() } == 2)
    }

    @Test(arguments: EngineKind.here) func `erasing a person erases what was merged into their record`(kind: EngineKind)
        async throws
    {
        let test = try await TestStore(kind)
        try await test.add(
            try People.contact("one", name: "Ana Quintanilla"), try People.contact("two", name: "Lluviosa Secretaria"))
        try await test.store.write(by: .test) { records in
            try records.merges.merge(
                Identifier(trusted: "two"), into: Identifier(trusted: "one"), id: "mg-1", at: People.now)
            try records.subjects.erase(records.contacts.one(Identifier(trusted: "one")), at: People.now)
            #expect(try records.contacts.all().isEmpty)
            for id in ["one", "two"] { #expect(try records.subjects.isErased(Identifier(trusted: id))) }
        }
        await #expect(throws: (any Error).self) {
            _ = try await test.store.write(by: .test) {
                try $0.merges.unmerge(Identifier(trusted: "one"), at: People.now)
            }
        }
        try await test.store.compact()
        #expect(try await test.words(["Lluviosa", "Quintanilla", "two@example.org"], inFilesOf: kind) == [])
    }
}
