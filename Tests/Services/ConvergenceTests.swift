import Coordination
import Fixtures
import Testing
import Zones

@testable import ConveningService
@testable import ReplyService
@testable import CustodyService
@testable import Delivery
@testable import Installation
@testable import Storage

/// Answers to a series and to single meetings of it, as programs write them, in whatever order they come.
@Suite struct ConvergenceTests {
    @Test func `answers to a series converge whatever the order they arrive in`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        let ana = Contact.ID(trusted: "demo-ana"), zone = "Europe/Brussels"
        let id = try await installation.convening(form: ConveningInput(recurrence: try Recurrence(.weekly, count: 4)))
        _ = try await operation.invitations.invite(id)
        _ = try await operation.outbox.deliver()
        let meetings = try operation.mailings.occurrences(of: try await operation.read { try $0.convenings.one(id) })
        let wall = { (meeting: Occurrence) throws in
            try operation.zones.zone(ZoneName(parsing: zone)).wall(at: meeting.recurrenceID).description
                .filter { $0 != "-" && $0 != ":" }
        }
        let utc = { (meeting: Occurrence) in meeting.recurrenceID.description.filter { $0 != "-" && $0 != ":" } }
        let first = try wall(meetings[1]), organizer = "ORGANIZER:mailto:officer@mission.example"
        // Answer, stamp, revision, and what else the program wrote.
        let messages: [(String, String, Int, String)] = [
            ("ACCEPTED", "20260305T110000Z", 0, organizer), ("TENTATIVE", "20260305T113000Z", 0, ""),
            ("DECLINED", "20260305T110500Z", 0, "RECURRENCE-ID:\(utc(meetings[1]))"),
            ("ACCEPTED", "20260305T111000Z", 0, "RECURRENCE-ID;TZID=\(zone):\(first)"),
            ("TENTATIVE", "20260305T110900Z", 0, "RECURRENCE-ID;TZID=Romance Standard Time:\(first)"),
            ("DECLINED", "20260305T112000Z", 0, "RECURRENCE-ID:\(utc(meetings[2]))"),
            ("DECLINED", "20360305T112000Z", 0, "RECURRENCE-ID:\(utc(meetings[3]))"),
            ("ACCEPTED", "20260305T112000Z", 0, "RECURRENCE-ID:\(utc(meetings[3]))"),
            ("ACCEPTED", "20260305T115000Z", 7, organizer),
            ("ACCEPTED", "20260305T115500Z", 0, "RECURRENCE-ID:20300101T000000Z"),
        ]
        var generator = SeededGenerator(seed: 5), ends: Set<[String]> = []
        for _ in 0..<24 {
            for (answer, stamp, sequence, extra) in (messages + messages).shuffled(using: &generator) {
                _ = try await installation.answer(ana, id, answer, sequence: sequence, stamp: stamp, extra: extra)
            }
            let person = try #require(try await operation.invitees.invited(to: id).first { $0.contact.id == ana })
                .invitation
            let answers = try await operation.read { try $0.invitations.occurrenceAnswers(of: id) }
            ends.insert([person.state.rawValue] + answers.map { "\($0.day) \($0.state.rawValue)" })
            // As if nothing had come yet.
            try await operation.change { records in
                var fresh = person
                fresh.state = .needsAction
                fresh.answered = nil
                try records.invitations.update(fresh)
                try records.invitations.deleteAnswers(of: person.id)
                try records.run("DELETE FROM replies")
            }
        }
        #expect(
            ends == [
                [
                    "tentative", "\(meetings[1].day) accepted", "\(meetings[2].day) declined",
                    "\(meetings[3].day) declined",
                ]
            ])
    }
}
