import Coordination
import Fixtures
import Foundation
import Mail
import Storage
import Testing

@testable import Workflows

/// What leaves, to whom and in which order, when a convening changes.
@Suite struct RoundTests {
    let installation: Installation
    var secretariat: Secretariat { installation.secretariat }
    let ana = Contact.ID(trusted: "demo-ana"), hector = Contact.ID(trusted: "demo-hector")
    let tomas = Contact.ID(trusted: "demo-tomas")
    let start = People.now.adding(.seconds(86_400 * 30))

    init() async throws { installation = try await Installation() }

    private func convening(
        _ visibility: Visibility = .discreet, form: ConveningForm = ConveningForm(), venue: String? = "Library",
        people: [Contact.ID]? = nil
    ) async throws -> Convening.ID {
        let made = try await secretariat.createConvening(
            blueprint: "consultation", title: "River defenders", zone: try ZoneName(parsing: "Europe/Brussels"),
            first: nil, last: nil, venue: venue, link: nil, visibility: visibility, form: form)
        _ = try await secretariat.addInvitees(
            to: made.id, named: people ?? [ana, hector], sectors: [], countries: [], theme: nil)
        _ = try await secretariat.book(made.id, at: start)
        return made.id
    }

    /// What was delivered since the last look: subject, readable text and calendar of each mail, by recipient.
    private func left(_ seen: inout Set<String>) async throws -> [String: String] {
        _ = try await secretariat.deliver()
        var found: [String: String] = [:]
        for (name, mail) in try installation.mails() where seen.insert(name).inserted {
            let text = try MailReader.text(mail).replacing("\r\n ", with: "")
            let to = String(decoding: mail, as: UTF8.self).split(separator: "\r\n").first { $0.hasPrefix("To: ") } ?? ""
            found[String(to.split(separator: "<").last?.dropLast() ?? ""), default: ""] += text
        }
        return found
    }

    private func answer(
        _ person: Contact.ID, _ id: Convening.ID, _ answer: String, sequence: Int = 0,
        stamp: String = "20260305T120000Z",
        extra: String = "", method: String = "REPLY"
    ) async throws -> ReplyReport {
        let invited = try #require(try await secretariat.invited(to: id).first { $0.contact.id == person })
        let address = try #require(invited.contact.email)
        let text = [
            "From: \(address)", "To: officer@mission.example", "Subject: Re",
            "Content-Type: text/calendar; method=\(method)", "", "BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:\(method)",
            "BEGIN:VEVENT", "UID:\(invited.invitation.uid)", "DTSTAMP:\(stamp)", "SEQUENCE:\(sequence)",
            "ATTENDEE;PARTSTAT=\(answer):mailto:\(address)", extra, "END:VEVENT", "END:VCALENDAR", "",
        ].filter { !$0.isEmpty || $0 == "" }.joined(separator: "\r\n").replacing("\r\n\r\nEND", with: "\r\nEND")
        return try await secretariat.take(Array(text.utf8), from: "test")
    }

    @Test func editsOfAMinuteAreOneNotice() async throws {
        let id = try await convening(.open)
        _ = try await secretariat.invite(id)
        var seen: Set<String> = []
        _ = try await left(&seen)
        let first = try await secretariat.reschedule(id, to: start.adding(.seconds(86_400)))
        #expect(first.release == People.now.adding(.seconds(60)))
        installation.clock.advance(30)
        _ = try await secretariat.edit(id, ConveningEdit(title: "A new title"))
        _ = try await secretariat.edit(id, ConveningEdit(venue: "Garden"))
        #expect(try await left(&seen).isEmpty)
        installation.clock.advance(61)
        let mails = try await left(&seen)
        #expect(mails.count == 2)
        for text in mails.values {
            #expect(text.components(separatedBy: "BEGIN:VEVENT").count == 2)
            #expect(text.contains("SUMMARY:A new title") && text.contains("LOCATION:Garden"))
            #expect(text.contains("SEQUENCE:2") && text.contains("PARTSTAT=NEEDS-ACTION"))
            // The readable part tells the old time and the new place.
            #expect(text.contains("2026, 14:00") || text.contains("Garden\n"))
        }
    }

    @Test func anEditAfterAMoveThatHasNotLeftStillAsksAgain() async throws {
        let id = try await convening(.open)
        _ = try await secretariat.invite(id)
        var seen: Set<String> = []
        _ = try await left(&seen)
        _ = try await secretariat.reschedule(id, to: start.adding(.seconds(86_400)), atOnce: true)
        installation.clock.advance(600)
        _ = try await secretariat.edit(id, ConveningEdit(title: "Another"), atOnce: true)
        let mails = try await left(&seen)
        #expect(mails.count == 2)
        #expect(mails.values.allSatisfy { $0.contains("Nueva hora") && $0.contains("SEQUENCE:1") })
    }

    @Test func onlyThePlaceOrTheTimeAsksAgain() async throws {
        let id = try await convening(.open)
        _ = try await secretariat.invite(id)
        var seen: Set<String> = []
        _ = try await left(&seen)
        _ = try await secretariat.recordReply(
            try #require(try await secretariat.invited(to: id).first { $0.contact.id == ana }).invitation.code,
            .accepted)
        _ = try await secretariat.edit(id, ConveningEdit(title: "Another title"), atOnce: true)
        var text = try #require(try await left(&seen)["ana@rio-vivo.example"])
        #expect(text.contains("SEQUENCE:0") && text.contains("PARTSTAT=ACCEPTED") && text.contains("sigue valiendo"))
        _ = try await secretariat.edit(id, ConveningEdit(venue: "Garden"), atOnce: true)
        text = try #require(try await left(&seen)["ana@rio-vivo.example"])
        #expect(text.contains("SEQUENCE:1") && text.contains("Responda de nuevo"))
        let states = try await secretariat.invited(to: id).map(\.invitation.state)
        #expect(states == [.needsAction, .needsAction])
    }

    @Test func aDraftAndADiscreetPlaceSendNothing() async throws {
        let id = try await convening()
        #expect(try await secretariat.edit(id, ConveningEdit(title: "Other", venue: "Elsewhere")) == nil)
        _ = try await secretariat.invite(id)
        #expect(try await secretariat.edit(id, ConveningEdit(venue: "Third place")) == nil)
        #expect(try await secretariat.outbox().count == 2)
    }

    @Test func anEditThatNamesSomeoneIsNotSentEvenBesideAMove() async throws {
        let id = try await convening(.open)
        _ = try await secretariat.invite(id)
        _ = try await secretariat.deliver()
        _ = try await secretariat.reschedule(id, to: start.adding(.seconds(86_400)))
        await #expect(throws: Problem.self) {
            _ = try await secretariat.edit(id, ConveningEdit(title: "The case of Marisol Banegas"))
        }
        #expect(try await secretariat.showConvening(id).convening.title == "River defenders")
    }

    @Test func whoIsTakenOffBeforeAnythingLeftHearsOfNothing() async throws {
        let id = try await convening(.open)
        _ = try await secretariat.invite(id)
        _ = try await secretariat.removeInvitee(hector, from: id)
        var seen: Set<String> = []
        // The other's invitation named him, so it is written anew.
        #expect(try await left(&seen).isEmpty)
        _ = try await secretariat.invite(id)
        let mails = try await left(&seen)
        #expect(Array(mails.keys) == ["ana@rio-vivo.example"])
        #expect(mails.values.allSatisfy { !$0.contains("hector@") })
        // Nor does anybody of a convening that is called off in time.
        let other = try await convening()
        _ = try await secretariat.invite(other)
        #expect(try await secretariat.cancel(other, reason: nil).queued == 0)
        #expect(try await left(&seen).isEmpty)
    }

    @Test func aCancellationNeverOvertakesItsRequest() async throws {
        let id = try await convening()
        _ = try await secretariat.invite(id)
        let request = try #require(try await secretariat.outbox().first)
        // A run that was stopped may have sent it.
        try await secretariat.store.write { records in
            _ = try records.lease(
                10, channel: "mail", due: installation.clock.now, now: installation.clock.now,
                until: installation.clock.now.adding(.seconds(120)))
        }
        #expect(try await secretariat.cancel(id, reason: nil).queued == 2)
        #expect(try await secretariat.deliver().attempts.isEmpty)
        installation.clock.advance(200)
        let kinds = try await secretariat.deliver().attempts.filter { attempt in
            attempt.envelope == request.envelope || attempt.kind == "cancellation"
        }.map(\.kind)
        #expect(kinds.first == "invitation" && kinds.contains("cancellation"))
    }

    @Test func whoWithdrewIsNamedToNobodyAnyMore() async throws {
        let id = try await convening(.open, people: [ana, hector, tomas])
        _ = try await secretariat.invite(id)
        _ = try await secretariat.withdrawConsent(of: tomas, to: .invite, channel: nil, group: nil)
        let report = try await secretariat.deliver()
        #expect(report.attempts.isEmpty && report.troubles.count == 1)
        #expect(try await secretariat.invite(id).queued == 2)
        var seen: Set<String> = []
        let mails = try await left(&seen)
        #expect(mails.count == 2)
        #expect(mails.values.allSatisfy { !$0.contains("tomas@") && !$0.contains("Tomás") })
    }

    @Test func thePlaceOfADiscreetMeetingIsToldToThoseWhoComeOnceItIsNear() async throws {
        let id = try await convening(form: ConveningForm(placeHours: 24))
        _ = try await secretariat.invite(id)
        var seen: Set<String> = []
        #expect(try await left(&seen).values.allSatisfy { !$0.contains("Library") })
        #expect(try await answer(ana, id, "ACCEPTED").state == "accepted")
        installation.clock.advance(86_400 * 29 - 60)
        #expect(try await left(&seen).isEmpty)
        installation.clock.advance(120)
        let told = try await left(&seen)
        #expect(Array(told.keys) == ["ana@rio-vivo.example"])
        #expect(told.values.first?.contains("LOCATION:Library") == true)
        // Whoever says yes later is told at once, and nobody twice.
        #expect(try await answer(hector, id, "ACCEPTED").state == "accepted")
        #expect(try await Array(left(&seen).keys) == ["hector@red-prensa.example"])
        #expect(try await left(&seen).isEmpty)
    }

    @Test func thePlaceOfASeriesIsToldForEachMeeting() async throws {
        let form = ConveningForm(recurrence: try Recurrence(.weekly, count: 3), placeHours: 24)
        let id = try await convening(form: form)
        _ = try await secretariat.invite(id)
        #expect(try await answer(ana, id, "ACCEPTED").state == "accepted")
        var seen: Set<String> = []
        _ = try await left(&seen)
        for week in 0..<3 {
            installation.clock.advance(week == 0 ? 86_400 * 29 + 60 : 86_400 * 7)
            let told = try await left(&seen)
            #expect(told.count == 1 && told.values.first?.contains("RECURRENCE-ID") == true, "\(week)")
            // After the first meeting the series can still be changed.
            if week == 1 { _ = try await secretariat.edit(id, ConveningEdit(venue: "Cellar")) }
        }
    }

    @Test func oneBadPlaceKeepsNoOtherMailFromLeaving() async throws {
        let id = try await convening(form: ConveningForm(placeHours: 48))
        await #expect(throws: Problem.self) {
            _ = try await secretariat.edit(id, ConveningEdit(venue: "House of Marisol Banegas"))
        }
        _ = try await secretariat.invite(id)
        try await secretariat.store.write { records in
            var stored = try records.convening(id)
            stored.venue = "House of Marisol Banegas"
            try records.update(stored)
        }
        installation.clock.advance(86_400 * 28 + 60)
        let report = try await secretariat.deliver()
        #expect(report.attempts.count == 2 && report.troubles.count == 1)
    }

    @Test func oneMeetingIsMovedAndAnotherCalledOffForThemselves() async throws {
        let id = try await convening(form: ConveningForm(recurrence: try Recurrence(.weekly, count: 4)))
        _ = try await secretariat.invite(id)
        _ = try await secretariat.deliver()
        let days = try await secretariat.showConvening(id).meetings.map(\.day)
        #expect(try await answer(ana, id, "ACCEPTED").state == "accepted")
        let target = start.adding(.seconds(86_400 * 8))
        _ = try await secretariat.reschedule(id, meeting: days[1], to: target)
        _ = try await secretariat.cancel(id, meeting: days[2], reason: nil)
        var seen = Set(try installation.mails().keys)
        let text = try #require(try await left(&seen)["ana@rio-vivo.example"])
        #expect(text.contains("METHOD:REQUEST") && text.contains("METHOD:CANCEL"))
        #expect(text.components(separatedBy: "RECURRENCE-ID").count == 3)
        var meetings = try await secretariat.showConvening(id).meetings
        #expect(meetings.map(\.state) == ["as planned", "moved", "called off", "as planned"])
        #expect(meetings[1].answers["needs-action"] == 2 && meetings[0].answers["accepted"] == 1)
        let moved = try secretariat.occurrences(of: try await secretariat.showConvening(id).convening)[1]
        let name = moved.name.description.filter { $0 != "-" && $0 != ":" }
        // The answer to the old time of that meeting comes late; the one to the new counts, in whatever form the name is written.
        let late = try await answer(ana, id, "DECLINED", stamp: "20260305T130000Z", extra: "RECURRENCE-ID:\(name)")
        #expect(late.reason == "it answers an earlier version of the invitation")
        let now = try await answer(
            ana, id, "TENTATIVE", sequence: 1, stamp: "20260305T130000Z",
            extra: "RECURRENCE-ID;TZID=Romance Standard Time:\(WallTimeText.basic(moved, zone: 1))")
        #expect(now.state == "tentative on \(days[1])")
        meetings = try await secretariat.showConvening(id).meetings
        #expect(meetings[1].answers["tentative"] == 1 && meetings[0].answers["accepted"] == 1)
        // Two on one day are refused; whoever joins later gets the whole with a revision above all.
        await #expect(throws: Problem.self) {
            _ = try await secretariat.reschedule(id, meeting: days[0], to: target.adding(.seconds(7200)))
        }
        _ = try await secretariat.addInvitees(to: id, named: [tomas], sectors: [], countries: [], theme: nil)
        _ = try await secretariat.invite(id)
        let whole = try #require(try await left(&seen)["tomas@rio-vivo.example"])
        #expect(whole.contains("EXDATE") && whole.contains("RRULE") && whole.contains("SEQUENCE:1"))
        #expect(try await answer(tomas, id, "ACCEPTED", sequence: 1).state == "accepted")
    }

    private enum WallTimeText {
        static func basic(_ meeting: Occurrence, zone hours: Int) -> String {
            let offset = meeting.name >= Instant(seconds: 1_774_746_000) ? hours + 1 : hours
            return meeting.name.wall(offsetSeconds: offset * 3600).description.filter { $0 != "-" && $0 != ":" }
        }
    }

    @Test func aMeetingOfWholeDaysStaysSoWhenItIsMovedAcrossAChangeOfTheClocks() async throws {
        let made = try await secretariat.createConvening(
            blueprint: "consultation", title: "T", zone: try ZoneName(parsing: "Europe/Brussels"), first: nil,
            last: nil,
            venue: nil, link: nil, visibility: nil,
            form: ConveningForm(wholeDays: 1, recurrence: try Recurrence(.weekly, count: 3)))
        _ = try await secretariat.addInvitees(to: made.id, named: [ana], sectors: [], countries: [], theme: nil)
        _ = try await secretariat.book(made.id, at: try Instant(parsing: "2026-03-28T23:00:00Z"))
        _ = try await secretariat.invite(made.id)
        _ = try await secretariat.deliver()
        let day = try #require(CalendarDay(year: 2026, month: 3, day: 29))
        _ = try await secretariat.reschedule(made.id, meeting: day, to: try Instant(parsing: "2026-03-30T14:00:00Z"))
        var seen = Set(try installation.mails().keys)
        let text = try #require(try await left(&seen).values.first)
        #expect(text.contains("DTSTART;VALUE=DATE:20260330") && text.contains("DTEND;VALUE=DATE:20260331"))
    }

    @Test func remindersGoToWhomTheyConcernInTheirHoursAndAnAnswerTakesThemBack() async throws {
        let id = try await convening()
        _ = try await secretariat.invite(id)
        _ = try await secretariat.deliver()
        #expect(try await answer(hector, id, "DECLINED").state == "declined")
        // Noon in UTC is early morning in Honduras, where her day begins at eight.
        let round = try await secretariat.remind(id, states: [])
        #expect(round.queued == 1)
        let waiting = try await secretariat.outbox(state: "waiting")
        #expect(waiting.map(\.notBefore) == [try Instant(parsing: "2026-03-05T14:00:00Z")])
        #expect(try await answer(ana, id, "ACCEPTED").state == "accepted")
        #expect(try await secretariat.outbox(state: "waiting").isEmpty)
    }

    @Test func anAnswerByTelephoneOutlastsTheNextInvitation() async throws {
        let id = try await convening(people: [ana])
        _ = try await secretariat.invite(id)
        _ = try await secretariat.addInvitees(to: id, named: [hector], sectors: [], countries: [], theme: nil)
        let code = try #require(try await secretariat.invitations(to: id).first { $0.contact == "demo-hector" }).code
        #expect(try await secretariat.recordReply(code.lowercased(), .accepted).state == "accepted")
        #expect(try await secretariat.invite(id).queued == 1)
        let states = try await secretariat.invited(to: id).map(\.invitation.state)
        #expect(states == [.needsAction, .accepted])
        await #expect(throws: Problem.self) { _ = try await secretariat.recordReply("AAAA-BBBB", .accepted) }
        await #expect(throws: Problem.self) { _ = try await secretariat.recordReply(code, .delegated) }
    }

    @Test func thePreviewIsWhatLeaves() async throws {
        let id = try await convening(.open)
        let draft = try await secretariat.previewInvitations(to: id)
        #expect(draft.recipients.map(\.origin) == ["draft", "draft"])
        #expect(draft.recipients.allSatisfy { $0.learnsOf.count == 1 })
        #expect(try await secretariat.outbox().isEmpty)
        _ = try await secretariat.invite(id)
        let waiting = try await secretariat.previewInvitations(to: id, contact: ana)
        _ = try await secretariat.deliver()
        let mails = try installation.mails().values.map { String(decoding: $0, as: UTF8.self) }
        #expect(waiting.recipients.count == 1 && mails.contains(waiting.recipients[0].mail))
        #expect(try await secretariat.previewInvitations(to: try await convening()).keepsBack.count == 5)
    }

    @Test func anOpenConveningOfHundredsIsRefusedBeforeAnythingIsWritten() async throws {
        let people = try (0..<501).map { number -> Contact in
            Contact(
                id: Identifier(trusted: "p\(number)"), name: "Name\(number) Family\(number)",
                country: try CountryCode(parsing: "HN"), zone: .utc, languages: [.english],
                channels: [SafeChannel(kind: .email, address: "p\(number)@people.example")],
                consents: [
                    Consent(
                        purpose: .invite, channel: .email, evidence: "in person", given: CalendarDay(number: 20_000))
                ])
        }
        try await secretariat.store.write { records in for person in people { _ = try records.save(person) } }
        let id = try await convening(.open, people: people.map(\.id))
        await #expect(throws: Problem.self) { _ = try await secretariat.invite(id) }
        #expect(try await secretariat.outbox().isEmpty)
        let quiet = try await convening(people: people.map(\.id))
        #expect(try await secretariat.invite(quiet).queued == 501)
    }
}
