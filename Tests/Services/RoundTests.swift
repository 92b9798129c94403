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

/// What leaves, to whom and in which order, when a convening changes.
@Suite struct RoundTests {
    let installation: TestInstallation
    var operation: Operation { installation.operation }
    let ana = Contact.ID(trusted: "demo-ana"), hector = Contact.ID(trusted: "demo-hector")
    let tomas = Contact.ID(trusted: "demo-tomas")
    let start = People.now.adding(.seconds(86_400 * 30))

    init() async throws { installation = try await TestInstallation() }

    @Test func `edits of a minute are one notice`() async throws {
        let id = try await installation.convening(.open)
        _ = try await operation.invitations.invite(id)
        var seen: Set<String> = []
        _ = try await installation.left(&seen)
        let first = try await operation.invitations.reschedule(id, to: start.adding(.seconds(86_400)))
        #expect(first.release == People.now.adding(.seconds(60)))
        installation.clock.advance(30)
        _ = try await operation.invitations.edit(id, ConveningEditInput(title: "A new title"))
        _ = try await operation.invitations.edit(id, ConveningEditInput(venue: "Garden"))
        #expect(try await installation.left(&seen).isEmpty)
        installation.clock.advance(61)
        let mails = try await installation.left(&seen)
        #expect(mails.count == 2)
        for text in mails.values {
            #expect(text.components(separatedBy: "BEGIN:VEVENT").count == 2)
            #expect(text.contains("SUMMARY:A new title") && text.contains("LOCATION:Garden"))
            #expect(text.contains("SEQUENCE:2") && text.contains("PARTSTAT=NEEDS-ACTION"))
            // The readable part tells the old time and the new place.
            #expect(text.contains("2026, 14:00") && text.contains("Garden\r\n"))
        }
    }

    @Test func `an edit after a move that has not left still asks again`() async throws {
        let id = try await installation.convening(.open)
        _ = try await operation.invitations.invite(id)
        var seen: Set<String> = []
        _ = try await installation.left(&seen)
        _ = try await operation.invitations.reschedule(id, to: start.adding(.seconds(86_400)), atOnce: true)
        installation.clock.advance(600)
        _ = try await operation.invitations.edit(id, ConveningEditInput(title: "Another"), atOnce: true)
        let mails = try await installation.left(&seen)
        #expect(mails.count == 2)
        #expect(mails.values.allSatisfy { $0.contains("Nueva hora") && $0.contains("SEQUENCE:1") })
    }

    @Test func `only the place or the time asks again`() async throws {
        let id = try await installation.convening(.open)
        _ = try await operation.invitations.invite(id)
        var seen: Set<String> = []
        _ = try await installation.left(&seen)
        _ = try await operation.replies.record(
            try #require(try await operation.invitees.invited(to: id).first { $0.contact.id == ana }).invitation.code,
            .accepted)
        _ = try await operation.invitations.edit(id, ConveningEditInput(title: "Another title"), atOnce: true)
        var text = try #require(try await installation.left(&seen)["ana@rio-vivo.example"])
        #expect(text.contains("SEQUENCE:0") && text.contains("PARTSTAT=ACCEPTED") && text.contains("sigue valiendo"))
        _ = try await operation.invitations.edit(id, ConveningEditInput(venue: "Garden"), atOnce: true)
        text = try #require(try await installation.left(&seen)["ana@rio-vivo.example"])
        #expect(text.contains("SEQUENCE:1") && text.contains("Responda de nuevo"))
        let states = try await operation.invitees.invited(to: id).map(\.invitation.state)
        #expect(states == [.needsAction, .needsAction])
    }

    @Test func `a draft and a discreet place send nothing`() async throws {
        let id = try await installation.convening()
        #expect(try await operation.invitations.edit(id, ConveningEditInput(title: "Other", venue: "Elsewhere")) == nil)
        _ = try await operation.invitations.invite(id)
        #expect(try await operation.invitations.edit(id, ConveningEditInput(venue: "Third place")) == nil)
        #expect(try await operation.outbox.lines().count == 2)
    }

    @Test func `an edit that names someone is not sent even beside a move`() async throws {
        let id = try await installation.convening(.open)
        _ = try await operation.invitations.invite(id)
        _ = try await operation.outbox.deliver()
        _ = try await operation.invitations.reschedule(id, to: start.adding(.seconds(86_400)))
        #expect(
            await refusal {
                _ = try await operation.invitations.edit(id, ConveningEditInput(title: "The case of Marisol Banegas"))
            } == Refusal(.notAllowed, at: "demo-marisol"))
        #expect(try await operation.convenings.show(id).convening.title == "River defenders")
    }

    @Test func `who is taken off before anything left hears of nothing`() async throws {
        let id = try await installation.convening(.open)
        _ = try await operation.invitations.invite(id)
        _ = try await operation.invitees.remove(hector, from: id)
        var seen: Set<String> = []
        // The other's invitation named him, so it was written anew.
        let mails = try await installation.left(&seen)
        #expect(Array(mails.keys) == ["ana@rio-vivo.example"])
        #expect(mails.values.allSatisfy { !$0.contains("hector@") })
        // Nor does anybody of a convening that is called off in time.
        let other = try await installation.convening()
        _ = try await operation.invitations.invite(other)
        #expect(try await operation.invitations.cancel(other, reason: nil).queued == 0)
        #expect(try await installation.left(&seen).isEmpty)
    }

    @Test func `a cancellation never overtakes its request`() async throws {
        let id = try await installation.convening()
        _ = try await operation.invitations.invite(id)
        let request = try #require(try await operation.outbox.lines().first)
        // A run that was stopped may have sent it.
        try await operation.change { records in
            _ = try records.outbox.lease(
                10, channel: .mail, due: installation.clock.now, now: installation.clock.now,
                until: installation.clock.now.adding(.seconds(120)))
        }
        #expect(try await operation.invitations.cancel(id, reason: nil).queued == 2)
        #expect(try await operation.outbox.deliver().attempts.isEmpty)
        installation.clock.advance(200)
        let kinds = try await operation.outbox.deliver().attempts.filter { attempt in
            attempt.envelope == request.envelope || attempt.kind == .cancellation
        }.map(\.kind)
        #expect(kinds.first == .invitation && kinds.contains(.cancellation))
    }

    @Test func `who withdrew is named to nobody any more`() async throws {
        let id = try await installation.convening(.open, people: [ana, hector, tomas])
        _ = try await operation.invitations.invite(id)
        _ = try await operation.consents.withdraw(of: tomas, to: .invite, channel: nil, group: nil)
        var seen: Set<String> = []
        let mails = try await installation.left(&seen)
        #expect(mails.count == 2)
        #expect(mails.values.allSatisfy { !$0.contains("tomas@") && !$0.contains("Tomás") })
    }

    @Test func `the place of a discreet meeting is told to those who come once it is near`() async throws {
        let id = try await installation.convening(form: ConveningInput(placeHours: 24))
        _ = try await operation.invitations.invite(id)
        var seen: Set<String> = []
        #expect(try await installation.left(&seen).values.allSatisfy { !$0.contains("Library") })
        #expect(try await installation.answer(ana, id, "ACCEPTED").state == "accepted")
        installation.clock.advance(86_400 * 29 - 60)
        #expect(try await installation.left(&seen).isEmpty)
        installation.clock.advance(120)
        let told = try await installation.left(&seen)
        #expect(Array(told.keys) == ["ana@rio-vivo.example"])
        #expect(told.values.first?.contains("LOCATION:Library") == true)
        // Whoever says yes later is told at once, and nobody twice.
        #expect(try await installation.answer(hector, id, "ACCEPTED").state == "accepted")
        #expect(try await Array(installation.left(&seen).keys) == ["hector@red-prensa.example"])
        #expect(try await installation.left(&seen).isEmpty)
    }

    @Test func `one bad place keeps no other mail from leaving`() async throws {
        let id = try await installation.convening(form: ConveningInput(placeHours: 48))
        #expect(
            await refusal {
                _ = try await operation.invitations.edit(id, ConveningEditInput(venue: "House of Marisol Banegas"))
            } == Refusal(.notAllowed, at: "demo-marisol"))
        _ = try await operation.invitations.invite(id)
        try await operation.change { records in
            var stored = try records.convenings.one(id)
            stored.venue = "House of Marisol Banegas"
            try records.convenings.update(stored)
        }
        installation.clock.advance(86_400 * 28 + 60)
        let report = try await operation.outbox.deliver()
        #expect(report.attempts.count == 2 && report.troubles.count == 1)
    }

    @Test func `reminders go to whom they concern in their hours and an answer takes them back`() async throws {
        let id = try await installation.convening()
        _ = try await operation.invitations.invite(id)
        _ = try await operation.outbox.deliver()
        #expect(try await installation.answer(hector, id, "DECLINED").state == "declined")
        // Noon in UTC is early morning in Honduras, where her day begins at eight.
        let round = try await operation.invitations.remind(id, states: [], again: true)
        #expect(round.queued == 1)
        let waiting = try await operation.outbox.lines(state: "waiting")
        #expect(waiting.map(\.notBefore) == [try Instant(parsing: "2026-03-05T14:00:00Z")])
        #expect(try await installation.answer(ana, id, "ACCEPTED").state == "accepted")
        #expect(try await operation.outbox.lines(state: "waiting").isEmpty)
    }

    @Test func `an answer by telephone outlasts the next invitation`() async throws {
        let id = try await installation.convening(people: [ana])
        _ = try await operation.invitations.invite(id)
        _ = try await operation.invitees.add(to: id, named: [hector], sectors: [], countries: [], theme: nil)
        let code = try #require(try await operation.invitations.all(to: id).first { $0.contact == "demo-hector" }).code
        #expect(try await operation.replies.record(code.lowercased(), .accepted).state == "accepted")
        #expect(try await operation.invitations.invite(id).queued == 1)
        let states = try await operation.invitees.invited(to: id).map(\.invitation.state)
        #expect(states == [.needsAction, .accepted])
        #expect(
            await refusal { _ = try await operation.replies.record("AAAA-BBBB", .accepted) }
                == Refusal(.missingInput, at: "AAAA-BBBB"))
        #expect(await refusal { _ = try await operation.replies.record(code, .delegated) } == Refusal(.usage))
    }

    @Test func `the preview is what leaves`() async throws {
        let id = try await installation.convening(.open)
        let draft = try await operation.invitations.preview(to: id)
        #expect(draft.recipients.map(\.origin) == ["draft", "draft"])
        #expect(draft.recipients.allSatisfy { $0.learnsOf.count == 1 })
        #expect(try await operation.outbox.lines().isEmpty)
        _ = try await operation.invitations.invite(id)
        let waiting = try await operation.invitations.preview(to: id, contact: ana)
        _ = try await operation.outbox.deliver()
        let mails = try installation.mails().values.map { String(decoding: $0, as: UTF8.self) }
        #expect(waiting.recipients.count == 1 && mails.contains(waiting.recipients[0].mail))
        #expect(try await operation.invitations.preview(to: try await installation.convening()).keepsBack.count == 5)
    }

    @Test func `an open convening of hundreds is refused before anything is written`() async throws {
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
        try await operation.change { records in for person in people { _ = try records.contacts.save(person) } }
        let id = try await installation.convening(.open, people: people.map(\.id))
        #expect(await refusal { _ = try await operation.invitations.invite(id) } == Refusal(.notAllowed, at: "cv-*"))
        #expect(try await operation.outbox.lines().isEmpty)
        let quiet = try await installation.convening(people: people.map(\.id))
        #expect(try await operation.invitations.invite(quiet).queued == 501)
    }

    @Test func `a reason gives nothing away of a discreet meeting`() async throws {
        let id = try await installation.convening(venue: "Casa Amarilla, Col. Palmira")
        _ = try await operation.invitations.invite(id)
        _ = try await operation.outbox.deliver()
        for reason in ["No podemos usar CASA amarilla.", "About the river-defenders", "near col palmira"] {
            #expect(
                await refusal { _ = try await operation.invitations.cancel(id, reason: reason) }
                    == Refusal(.notAllowed, at: "cv-*"))
        }
        #expect(try await operation.invitations.cancel(id, reason: "The river is in flood.").queued == 2)
    }

    @Test func `who was not told yet is told of the new state alone`() async throws {
        let id = try await installation.convening()
        _ = try await operation.invitations.invite(id)
        _ = try await operation.invitations.reschedule(id, to: start.adding(.seconds(86_400)), atOnce: true)
        var seen: Set<String> = []
        let mails = try await installation.left(&seen)
        #expect(mails.count == 2)
        #expect(mails.values.allSatisfy { $0.components(separatedBy: "BEGIN:VEVENT").count == 2 })
        #expect(mails.values.allSatisfy { !$0.contains("Nueva hora") && $0.contains("SEQUENCE:1") })
    }

    @Test func `who was told a place is told the new one at once`() async throws {
        let id = try await installation.convening(form: ConveningInput(placeHours: 48))
        _ = try await operation.invitations.invite(id)
        _ = try await operation.outbox.deliver()
        #expect(try await installation.answer(ana, id, "ACCEPTED").state == "accepted")
        installation.clock.advance(86_400 * 29)
        var seen = Set(try installation.mails().keys)
        #expect(try await installation.left(&seen).count == 1)
        #expect(try await operation.invitations.edit(id, ConveningEditInput(venue: "Cellar"))?.queued == 1)
        #expect(try await installation.left(&seen)["ana@rio-vivo.example"]?.contains("LOCATION:Cellar") == true)
        #expect(try await installation.left(&seen).isEmpty)
    }

    @Test func `a mail that waits can be given up`() async throws {
        let id = try await installation.convening()
        _ = try await operation.invitations.invite(id)
        let waiting = try #require(try await operation.outbox.lines(state: "waiting").first)
        _ = try await operation.outbox.decideHeld(waiting.envelope, send: false)
        #expect(try await operation.outbox.deliver().attempts.count == 1)
        // Whose mail it was, was not asked.
        #expect(try await operation.invitations.invite(id).queued == 1)
    }
}
