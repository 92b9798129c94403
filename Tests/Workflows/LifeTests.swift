import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import Workflows

/// A series from its first invitation to its end, on every engine.
@Suite struct LifeTests {
    @Test(arguments: EngineKind.here) func aSeriesLivesOnEveryEngine(kind: EngineKind) async throws {
        let installation = try await Installation(kind), secretariat = installation.secretariat
        let ana = Contact.ID(trusted: "demo-ana"), hector = Contact.ID(trusted: "demo-hector")
        let id = try await installation.convening(
            form: ConveningForm(recurrence: try Recurrence(.weekly, count: 4), placeHours: 24))
        #expect(try await secretariat.invite(id).queued == 2)
        var seen: Set<String> = []
        #expect(try await installation.left(&seen).count == 2)
        #expect(try await installation.answer(ana, id, "ACCEPTED").state == "accepted")
        let days = try await secretariat.showConvening(id).meetings.map(\.day)
        let start = try await secretariat.showConvening(id).meetings[1].start
        _ = try await secretariat.reschedule(id, meeting: days[1], to: start.adding(.seconds(86_400)))
        _ = try await secretariat.cancel(id, meeting: days[2], reason: nil)
        #expect(try await installation.left(&seen).count == 2)
        let code = try #require(try await secretariat.invitations(to: id).first { $0.contact == "demo-hector" }).code
        _ = try await secretariat.recordReply(code, .declined, on: days[1])
        #expect(try await secretariat.showConvening(id).meetings[1].answers == ["declined": 1, "needs-action": 1])
        // A proposal is held, known again without a second entry, and accepted.
        let counter = try await installation.answer(
            hector, id, "TENTATIVE", stamp: "20260305T130000Z",
            extra:
                "DTSTART:\(start.adding(.seconds(-86_400 * 7 + 1800)).description.filter { $0 != "-" && $0 != ":" })",
            method: "COUNTER")
        let name = try #require(counter.quarantine)
        #expect(try await secretariat.quarantine().map(\.id) == [name])
        #expect(try await secretariat.acceptReply(name).state == "rescheduled, 2 mails are in the outbox")
        #expect(try await secretariat.quarantine().isEmpty)
        #expect(try await installation.left(&seen).values.allSatisfy { $0.contains("SEQUENCE:2") })
        // Two reminders are one; an edit in vain changes nothing.
        _ = try await secretariat.remind(id, states: [])
        _ = try await secretariat.remind(id, states: [])
        #expect(try await secretariat.outbox(state: "waiting").count == 2)
        let feed = try await secretariat.makeFeed(of: .contact(ana))
        #expect(FileManager.default.fileExists(atPath: feed.path))
        // All of it is in a backup, and reads back.
        let backup = "\(installation.folder.path)/all.convoke"
        _ = try await secretariat.createBackup(backup)
        _ = try await secretariat.removeInvitee(hector, from: id)
        #expect(try await secretariat.cancel(id, reason: nil).queued == 1)
        let last = try await installation.left(&seen)
        #expect(last.count == 2)
        #expect(last["hector@red-prensa.example"]?.contains("Se retira") == true)
        #expect(last["ana@rio-vivo.example"]?.contains("SEQUENCE:3") == true)
        try await secretariat.rekeyVault()
        #expect(try await secretariat.invitations(to: id).count == 2)
        _ = try await secretariat.eraseSubject(ana)
        _ = try await secretariat.deliver()
        #expect(!FileManager.default.fileExists(atPath: feed.path))
    }
}
