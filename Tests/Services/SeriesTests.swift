import Coordination
import Fixtures
import Foundation
import Mail
import Storage
import Testing

@testable import ConveningService
@testable import ReplyService
@testable import Delivery
@testable import DirectoryFiles
@testable import Installation
@testable import PeopleService

/// Series, and what happens to single meetings of them.
@Suite struct SeriesTests {
    let installation: TestInstallation
    var operation: Operation { installation.operation }
    let ana = Contact.ID(trusted: "demo-ana"), hector = Contact.ID(trusted: "demo-hector")
    let tomas = Contact.ID(trusted: "demo-tomas")
    let start = People.now.adding(.seconds(86_400 * 30))

    init() async throws { installation = try await TestInstallation() }

    @Test func `the place of a series is told for each meeting`() async throws {
        let form = ConveningInput(recurrence: try Recurrence(.weekly, count: 3), placeHours: 24)
        let id = try await installation.convening(form: form)
        _ = try await operation.invitations.invite(id)
        #expect(try await installation.answer(ana, id, "ACCEPTED").state == "accepted")
        var seen: Set<String> = []
        _ = try await installation.left(&seen)
        for week in 0..<3 {
            installation.clock.advance(week == 0 ? 86_400 * 29 + 60 : 86_400 * 7)
            let told = try await installation.left(&seen)
            #expect(told.count == 1 && told.values.first?.contains("RECURRENCE-ID") == true, "\(week)")
            // After the first meeting the series can still be changed.
            if week == 1 { _ = try await operation.invitations.edit(id, ConveningEditInput(venue: "Cellar")) }
        }
    }

    @Test func `one meeting is moved and another called off for themselves`() async throws {
        let id = try await installation.convening(form: ConveningInput(recurrence: try Recurrence(.weekly, count: 4)))
        _ = try await operation.invitations.invite(id)
        _ = try await operation.outbox.deliver()
        let days = try await operation.convenings.show(id).meetings.map(\.day)
        #expect(try await installation.answer(ana, id, "ACCEPTED").state == "accepted")
        let target = start.adding(.seconds(86_400 * 8))
        _ = try await operation.invitations.reschedule(id, meeting: days[1], to: target)
        _ = try await operation.invitations.cancel(id, meeting: days[2], reason: nil)
        var seen = Set(try installation.mails().keys)
        let text = try #require(try await installation.left(&seen)["ana@rio-vivo.example"])
        #expect(text.contains("METHOD:REQUEST") && text.contains("METHOD:CANCEL"))
        #expect(text.components(separatedBy: "RECURRENCE-ID").count == 3)
        var meetings = try await operation.convenings.show(id).meetings
        #expect(meetings.map(\.state) == ["as planned", "moved", "called off", "as planned"])
        #expect(meetings[1].answers["needs-action"] == 2 && meetings[0].answers["accepted"] == 1)
        let moved = try operation.mailings.occurrences(of: try await operation.read { try $0.convenings.one(id) })[1]
        let name = moved.recurrenceID.description.filter { $0 != "-" && $0 != ":" }
        // The answer to the old time of that meeting comes late; the one to the new counts, in whatever form the name is written.
        let late = try await installation.answer(
            ana, id, "DECLINED", stamp: "20260305T130000Z", extra: "RECURRENCE-ID:\(name)")
        #expect(late.reason == "it replies to an earlier version of the invitation")
        let now = try await installation.answer(
            ana, id, "TENTATIVE", sequence: 1, stamp: "20260305T130000Z",
            extra: "RECURRENCE-ID;TZID=Romance Standard Time:\(WallTimeText.basic(moved, zone: 1))")
        #expect(now.state == "tentative on \(days[1])")
        meetings = try await operation.convenings.show(id).meetings
        #expect(meetings[1].answers["tentative"] == 1 && meetings[0].answers["accepted"] == 1)
        // Two on one day are refused; whoever joins later gets the whole with a revision above all.
        #expect(
            await refusal {
                _ = try await operation.invitations.reschedule(id, meeting: days[0], to: target.adding(.seconds(7200)))
            } == Refusal(.notAllowed, at: "cv-*"))
        _ = try await operation.invitees.add(to: id, named: [tomas], sectors: [], countries: [], theme: nil)
        _ = try await operation.invitations.invite(id)
        let whole = try #require(try await installation.left(&seen)["tomas@rio-vivo.example"])
        #expect(whole.contains("EXDATE") && whole.contains("RRULE") && whole.contains("SEQUENCE:1"))
        #expect(try await installation.answer(tomas, id, "ACCEPTED", sequence: 1).state == "accepted")
    }

    private enum WallTimeText {
        static func basic(_ meeting: Occurrence, zone hours: Int) -> String {
            let offset = meeting.recurrenceID >= Instant(seconds: 1_774_746_000) ? hours + 1 : hours
            return meeting.recurrenceID.wall(offsetSeconds: offset * 3600).description.filter { $0 != "-" && $0 != ":" }
        }
    }

    @Test func `a meeting of whole days stays so when it is moved across a change of the clocks`() async throws {
        let made = try await operation.convenings.create(
            blueprint: "consultation", title: "T", zone: try ZoneName(parsing: "Europe/Brussels"), first: nil,
            last: nil,
            venue: nil, link: nil, visibility: nil,
            form: ConveningInput(wholeDays: 1, recurrence: try Recurrence(.weekly, count: 3)))
        _ = try await operation.invitees.add(to: made.id, named: [ana], sectors: [], countries: [], theme: nil)
        _ = try await operation.convenings.book(made.id, at: try Instant(parsing: "2026-03-28T23:00:00Z"))
        _ = try await operation.invitations.invite(made.id)
        _ = try await operation.outbox.deliver()
        let day = try #require(CalendarDay(year: 2026, month: 3, day: 29))
        _ = try await operation.invitations.reschedule(
            made.id, meeting: day, to: try Instant(parsing: "2026-03-30T14:00:00Z"))
        var seen = Set(try installation.mails().keys)
        let text = try #require(try await installation.left(&seen).values.first)
        #expect(text.contains("DTSTART;VALUE=DATE:20260330") && text.contains("DTEND;VALUE=DATE:20260331"))
    }

    @Test func `what was called off stays so when the series is moved`() async throws {
        let id = try await installation.convening(form: ConveningInput(recurrence: try Recurrence(.weekly, count: 4)))
        _ = try await operation.invitations.invite(id)
        _ = try await operation.outbox.deliver()
        let days = try await operation.convenings.show(id).meetings.map(\.day)
        _ = try await operation.invitations.cancel(id, meeting: days[2], reason: nil)
        _ = try await operation.outbox.deliver()
        _ = try await operation.invitations.reschedule(id, to: start.adding(.seconds(3600)), atOnce: true)
        let states = try await operation.convenings.show(id).meetings.map(\.state)
        #expect(states == ["as planned", "as planned", "called off", "as planned"])
        var seen = Set(try installation.mails().keys)
        #expect(
            try await installation.left(&seen).values.allSatisfy { $0.contains("EXDATE") && $0.contains("SEQUENCE:2") })
        #expect(
            await refusal {
                let code = try #require(try await operation.invitations.all(to: id).first).code
                _ = try await operation.replies.record(code, .accepted, on: days[2])
            } == Refusal(.notAllowed, at: "iv-*"))
    }

    @Test func `a meeting that was moved is found by its present day too`() async throws {
        let id = try await installation.convening(form: ConveningInput(recurrence: try Recurrence(.weekly, count: 3)))
        _ = try await operation.invitations.invite(id)
        _ = try await operation.outbox.deliver()
        let days = try await operation.convenings.show(id).meetings.map(\.day)
        _ = try await operation.invitations.reschedule(id, meeting: days[1], to: start.adding(.seconds(86_400 * 8)))
        _ = try await operation.invitations.cancel(id, meeting: days[1].adding(days: 1), reason: nil)
        let meetings = try await operation.convenings.show(id).meetings
        #expect(meetings.map(\.day) == days)
        #expect(meetings.map(\.state) == ["as planned", "called off", "as planned"])
    }
}
