import Coordination
import CustodyService
import Fixtures
import Foundation
import Services
import Synchronization
import Testing

@testable import ConveningService
@testable import Delivery
@testable import Installation
@testable import PeopleService
@testable import Storage

/// A mailing to many is staged where nobody sees it, released at once, and carried out whatever happens.
@Suite(.serialized) struct LongRoundTests {
    private static let count = 130

    /// A booked convening with so many on its list.
    private func convening(_ installation: TestInstallation, named name: String = "Given Family") async throws
        -> Convening.ID
    {
        let operation = installation.operation
        try await operation.change { records in
            for number in 0..<Self.count {
                _ = try records.contacts.save(People.contact("ct-\(number)", name: "\(name)\(number)"))
            }
        }
        let convening = try await operation.convenings.create(
            blueprint: "consultation", title: "T", zone: nil, first: nil, last: nil, venue: nil, link: nil,
            visibility: nil)
        let people = (0..<Self.count).map { Contact.ID(trusted: "ct-\($0)") }
        _ = try await operation.invitees.add(to: convening.id, named: people, sectors: [], countries: [], theme: nil)
        _ = try await operation.convenings.book(convening.id, at: People.now.adding(.seconds(30 * 86_400)))
        return convening.id
    }

    /// The same installation without what carries out rounds: as if the program was killed right after the release.
    private func killedAfterRelease(_ installation: TestInstallation) async throws -> Operation {
        let opened = installation.opened
        return try await Installation.open(
            home: opened.home, resources: opened.resources, clock: opened.clock, random: opened.random,
            guards: DeliveryGuards.all, carriers: []
        ).operation(as: .test)
    }

    private static func wait(for signal: DispatchSemaphore) { _ = signal.wait(timeout: .now() + 600) }

    private func states(_ operation: Operation, _ id: Convening.ID) async throws -> [Invitation.State: Int] {
        Dictionary(grouping: try await operation.invitees.invited(to: id), by: \.invitation.state).mapValues(\.count)
    }

    @Test(arguments: EngineKind.here) func `nothing of a mailing is seen before all of it is written`(
        kind: EngineKind
    ) async throws {
        let installation = try await TestInstallation(kind), id = try await convening(installation)
        let other = try await installation.reopened(), seen = Mutex<[Task<Int, any Error>]>([])
        let report = try await installation.operation.invitations.invite(id) { written, total in
            guard written < total else { return }
            seen.withLock { $0.append(Task { try await other.outbox.deliver().attempts.count }) }
        }
        var tried = 0
        for look in seen.withLock({ $0 }) { tried += try await look.value }
        tried += try await installation.operation.outbox.deliver().attempts.count
        #expect(report.queued == Self.count)
        #expect(tried == Self.count)
        #expect(try await states(installation.operation, id) == [.needsAction: Self.count])
        #expect(try await installation.operation.rounds.all().isEmpty)
        #expect(try await installation.operation.audit.verify(against: []).broken == nil)
    }

    @Test(arguments: EngineKind.here) func `a mailing that was broken off is gone on with by the same command`(
        kind: EngineKind
    ) async throws {
        let installation = try await TestInstallation(kind), id = try await convening(installation)
        let operation = installation.operation
        let task = Task {
            _ = try await operation.invitations.invite(id) { written, _ in
                if written == 100 { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: (any Error).self) { try await task.value }
        #expect(try await operation.outbox.lines().isEmpty)
        #expect(try await states(operation, id) == [.listed: Self.count])
        let round = try #require(try await operation.rounds.all().first)
        #expect(round.state == .staging)
        #expect(round.done == 100)
        installation.clock.advance(60)
        let began = Mutex<Int?>(nil)
        let report = try await installation.operation.invitations.invite(id) { written, _ in
            began.withLock { if $0 == nil { $0 = written } }
        }
        #expect(report.queued == Self.count)
        #expect(began.withLock { $0 } == Self.count, "what was staged is not written again")
        #expect(try await installation.operation.outbox.lines().count == Self.count)
        #expect(try await installation.operation.rounds.all().isEmpty)
    }

    @Test(arguments: EngineKind.here) func `what was released is completed by whoever comes next`(
        kind: EngineKind
    ) async throws {
        let installation = try await TestInstallation(kind), id = try await convening(installation)
        let killed = try await killedAfterRelease(installation)
        _ = try await killed.invitations.invite(id)
        #expect(try await killed.outbox.lines().isEmpty)
        let round = try #require(try await killed.rounds.all().first)
        #expect(round.state == .released)
        #expect(round.total == Self.count)
        // Taken off the list meanwhile: written nothing.
        _ = try await killed.invitees.remove(Contact.ID(trusted: "ct-7"), from: id)
        installation.clock.advance(60)
        let report = try await installation.operation.outbox.deliver()
        #expect(report.sent == Self.count - 1)
        #expect(try await states(installation.operation, id) == [.needsAction: Self.count - 1])
        #expect(try await installation.operation.rounds.all().isEmpty)
        #expect(try await installation.operation.outbox.deliver().attempts.isEmpty)
    }

    @Test func `a mailing can be cancelled until it is released`() async throws {
        let installation = try await TestInstallation(), id = try await convening(installation)
        let other = try await installation.reopened(), isCancelled = DispatchSemaphore(value: 0)
        await #expect {
            _ = try await installation.operation.invitations.invite(id) { written, _ in
                guard written == 50 else { return }
                Task.detached {
                    defer { isCancelled.signal() }
                    for round in try await other.rounds.all() { try await other.rounds.cancel(round.id) }
                }
                Self.wait(for: isCancelled)
            }
        } throws: { ($0 as? Problem)?.kind == .tryAgain }
        #expect(try await installation.operation.rounds.all().isEmpty)
        #expect(try await installation.operation.outbox.lines().isEmpty)
        #expect(try await states(installation.operation, id) == [.listed: Self.count])
        // The keys of what was staged are gone, too.
        let keys = try await installation.opened.store.read {
            try $0.rows("SELECT COUNT(*) AS n FROM record_keys WHERE id LIKE 'envelope/%'").first?.integer("n")
        }
        #expect(keys == 0)
    }

    /// A program that stood still for long must not take away what another has gone on with, nor what it released itself
    /// without hearing of it.
    @Test(arguments: EngineKind.here) func `a round that was taken over or released is not discarded`(kind: EngineKind)
        async throws
    {
        let installation = try await TestInstallation(kind), id = try await convening(installation)
        let killed = try await killedAfterRelease(installation)
        _ = try await killed.invitations.invite(id)
        let round = try #require(try await killed.read { try $0.rounds.all() }.first)
        #expect(try await killed.change { try $0.rounds.discard(round.id, heldBy: round.holder) })
        #expect(try await killed.read { try $0.rounds.one(round.id) }.waiting == Self.count)
        let staged = Round.ID(trusted: "rd-staged")
        try await killed.change { records in
            try records.rounds.begin(
                Round(
                    id: staged, kind: .people, subject: "other", isReleased: false, isHeld: false, total: 1, waiting: 0,
                    created: People.now, holder: "one", heldUntil: People.now), plan: "plan")
            try records.rounds.hold(staged, by: "two", until: People.now, from: "one")
        }
        #expect(try await killed.change { try $0.rounds.discard(staged, heldBy: "one") })
        #expect(try await killed.read { try $0.rounds.one(ifThere: staged) } != nil)
        #expect(try await killed.change { try $0.rounds.discard(staged, heldBy: "two") })
        #expect(try await killed.read { try $0.rounds.one(ifThere: staged) } == nil)
    }

    @Test func `a round that came back with a backup is held`() async throws {
        let installation = try await TestInstallation(), id = try await convening(installation)
        _ = try await killedAfterRelease(installation).invitations.invite(id)
        let backup = "\(installation.folder.path)/backup"
        _ = try await installation.operation.backups.create(backup)
        _ = try await Installation.restoreBackup(
            backup, home: installation.opened.home, storeURL: nil, secret: .keyFile(nil), replacing: true,
            clock: installation.opened.clock, actor: ActorName(trusted: "test"))
        installation.clock.advance(60)
        let after = try await installation.reopened()
        #expect(try await after.outbox.deliver().attempts.isEmpty)
        #expect(try await after.outbox.lines().allSatisfy { $0.state == "held" })
        #expect(try await after.outbox.lines().count == Self.count)
    }

    private func table(_ installation: TestInstallation) throws -> String {
        let rows = (0..<Self.count).map { "Given Fam\($0)ily,p\($0)@people.example,Honduras,Spanish\n" }.joined()
        return try installation.folder.write("Name,Email,Country,Language\n" + rows, to: "people.csv")
    }

    @Test(arguments: EngineKind.here)
    func `a file of many people that was broken off is completed by whoever comes next`(
        kind: EngineKind
    ) async throws {
        let installation = try await TestInstallation(kind)
        let before = try await installation.operation.read { try $0.contacts.count() }
        let killed = try await killedAfterRelease(installation)
        let report = try await killed.directory.importPeople(
            try table(installation), ImportInput(), approve: { _ in })
        #expect(report.added == Self.count)
        #expect(try await killed.read { try $0.contacts.count() } == before)
        installation.clock.advance(60)
        #expect(try await installation.operation.rounds.completeAbandoned().count == 1)
        #expect(try await installation.operation.read { try $0.contacts.count() } == before + Self.count)
        #expect(try await installation.operation.directory.search(DirectoryQuery(text: "fam77ily")).count == 1)
        #expect(try await installation.operation.rounds.all().isEmpty)
        // The same file changes nothing more, and is found to hold those people.
        let again = try await installation.operation.directory.importPeople(
            try table(installation), ImportInput(), approve: { _ in })
        #expect(again.added == 0)
        #expect(again.unchanged == Self.count)
        #expect(try await installation.operation.audit.verify(against: []).broken == nil)
    }

    @Test(arguments: EngineKind.here)
    func `a command leaves a broken off round alone for a second after another went on with it`(
        kind: EngineKind
    ) async throws {
        let installation = try await TestInstallation(kind), id = try await convening(installation)
        let killed = try await killedAfterRelease(installation)
        _ = try await killed.invitations.invite(id)
        let round = try #require(try await killed.read { try $0.rounds.all() }.first)
        installation.clock.advance(60)
        let operation = installation.operation
        let until = operation.clock.now().adding(.seconds(1))
        try await operation.change { try $0.rounds.hold(round.id, by: "left", until: until, from: round.holder) }
        try await operation.rounds.completeShareOfAbandoned { _, _ in }
        #expect(try await operation.read { try $0.rounds.one(round.id) }.waiting == Self.count)
        installation.clock.advance(2)
        try await installation.operation.rounds.completeShareOfAbandoned { _, _ in }
        #expect(try await operation.read { try $0.rounds.one(ifThere: round.id) }?.waiting ?? 0 < Self.count)
        // A worker does not wait, and does all.
        try await operation.rounds.completeAbandoned()
        #expect(try await operation.read { try $0.rounds.all() }.isEmpty)
    }

    /// As if the program was killed after it wrote the records and before it wrote the index.
    @Test(arguments: EngineKind.here) func `what was carried out twice is there once and is found`(
        kind: EngineKind
    ) async throws {
        let installation = try await TestInstallation(kind)
        let killed = try await killedAfterRelease(installation)
        _ = try await killed.directory.importPeople(try table(installation), ImportInput(), approve: { _ in })
        let round = try #require(try await killed.read { try $0.rounds.all() }.first)
        try await killed.change { records in
            let parts = try records.rounds.nextParts(of: round.id, atMost: 80)
            _ = try records.rounds.indexingLater {
                for part in parts { _ = try ImportPlan.Part(part, records).save(records) }
            }
        }
        // One of them is corrected before the index has them.
        let written = try await killed.read { try $0.contacts.all() }
        let asked = ["Given Fam9ily", "Given Fam120ily"]
        var one = try #require(written.first { !asked.contains($0.name) })
        let before = one.name
        one.name = "Given Corrected"
        let corrected = one
        try await killed.change { _ = try $0.contacts.save(corrected) }
        installation.clock.advance(60)
        let operation = installation.operation
        try await operation.rounds.completeAbandoned()
        func found(_ text: String) async throws -> Int {
            try await operation.directory.search(DirectoryQuery(text: text)).count
        }
        #expect(try await found("fam9ily") == 1)
        #expect(try await found("fam120ily") == 1)
        #expect(try await found("corrected") == 1)
        // Others are spelled almost so.
        let near = try await operation.directory.search(DirectoryQuery(text: before))
        #expect(!near.contains { $0.id == one.id.text })
    }

    @Test func `an id that happens to hold a part of the name is drawn again`() async throws {
        let installation = try await TestInstallation()
        // Every name of three letters and digits that a random id can hold.
        let letters = Array("0123456789abcdefghjkmnpqrstvwxyz")
        var rows = ""
        for first in letters[10...].prefix(8) {
            for second in letters[10...] { rows += "\(first)\(second)a Family,HN\n" }
        }
        let file = try installation.folder.write("Name,Country\n" + rows, to: "short.csv")
        let report = try await installation.operation.directory.importPeople(file, ImportInput(), approve: { _ in })
        #expect(report.refused.isEmpty)
        #expect(report.added == 8 * 22)
        let people = try await installation.operation.read { try $0.contacts.all() }
        #expect(people.filter { !$0.isDemonstration && $0.isNamedByID }.isEmpty)
    }
}
