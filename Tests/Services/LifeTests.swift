import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import CalendarFeeds
@testable import ConveningService
@testable import ReplyService
@testable import CustodyService
@testable import Delivery
@testable import DirectoryFiles
@testable import Installation

/// A series from its first invitation to its end, on every engine.
@Suite struct LifeTests {
    @Test(arguments: EngineKind.here) func `a series lives on every engine`(kind: EngineKind) async throws {
        let installation = try await TestInstallation(kind)
        var operation: Operation { installation.operation }
        let ana = Contact.ID(trusted: "demo-ana"), hector = Contact.ID(trusted: "demo-hector")
        let id = try await installation.convening(
            form: ConveningInput(recurrence: try Recurrence(.weekly, count: 4), placeHours: 24))
        #expect(try await operation.invitations.invite(id).queued == 2)
        var seen: Set<String> = []
        #expect(try await installation.left(&seen).count == 2)
        #expect(try await installation.answer(ana, id, "ACCEPTED").state == "accepted")
        let days = try await operation.convenings.show(id).meetings.map(\.day)
        let start = try await operation.convenings.show(id).meetings[1].start
        _ = try await operation.invitations.reschedule(id, meeting: days[1], to: start.adding(.seconds(86_400)))
        _ = try await operation.invitations.cancel(id, meeting: days[2], reason: nil)
        #expect(try await installation.left(&seen).count == 2)
        let code = try #require(try await operation.invitations.all(to: id).first { $0.contact == "demo-hector" }).code
        _ = try await operation.replies.record(code, .declined, on: days[1])
        #expect(try await operation.convenings.show(id).meetings[1].answers == ["declined": 1, "needs-action": 1])
        // A proposal is held, known again without a second entry, and accepted.
        let counter = try await installation.answer(
            hector, id, "TENTATIVE", stamp: "20260305T130000Z",
            extra:
                "DTSTART:\(start.adding(.seconds(-86_400 * 7 + 1800)).description.filter { $0 != "-" && $0 != ":" })",
            method: "COUNTER")
        let name = try #require(counter.quarantine)
        #expect(try await operation.replies.quarantine().map(\.id) == [name])
        #expect(try await operation.replies.accept(name).state == "rescheduled, 2 mails are in the outbox")
        #expect(try await operation.replies.quarantine().isEmpty)
        #expect(try await installation.left(&seen).values.allSatisfy { $0.contains("SEQUENCE:2") })
        // Two reminders are one; an edit in vain changes nothing.
        _ = try await operation.invitations.remind(id, states: [], again: true)
        _ = try await operation.invitations.remind(id, states: [], again: true)
        #expect(try await operation.outbox.lines(state: "waiting").count == 2)
        let feed = try await operation.feeds.make(of: .contact(ana))
        #expect(FileManager.default.fileExists(atPath: feed.path))
        // All of it is in a backup, and reads back.
        let backup = "\(installation.folder.path)/all.convoke"
        _ = try await operation.backups.create(backup)
        _ = try await operation.invitees.remove(hector, from: id)
        #expect(try await operation.invitations.cancel(id, reason: nil).queued == 1)
        let last = try await installation.left(&seen)
        #expect(last.count == 2)
        #expect(last["hector@red-prensa.example"]?.contains("Se retira") == true)
        #expect(last["ana@rio-vivo.example"]?.contains("SEQUENCE:3") == true)
        try await operation.vault.rekey()
        #expect(try await operation.invitations.all(to: id).count == 2)
        _ = try await operation.subjects.erase(ana)
        _ = try await operation.outbox.deliver()
        #expect(!FileManager.default.fileExists(atPath: feed.path))
    }
}
