import Coordination
import Fixtures
import Foundation
import Testing

@testable import ConveningService
@testable import ReplyService
@testable import Delivery
@testable import DirectoryFiles
@testable import Installation
@testable import PeopleService
@testable import Storage

/// Whoever was told of a meeting hears of what becomes of it, whatever happened in between.
@Suite struct ToldTests {
    let installation: TestInstallation
    var operation: Operation { installation.operation }
    let ana = Contact.ID(trusted: "demo-ana"), hector = Contact.ID(trusted: "demo-hector")
    let tomas = Contact.ID(trusted: "demo-tomas")
    let start = People.now.adding(.seconds(86_400 * 30))

    init() async throws { installation = try await TestInstallation() }

    private func series() async throws -> Convening.ID {
        try await installation.convening(form: ConveningInput(recurrence: try Recurrence(.weekly, count: 4)))
    }

    private func setConsents(_ consents: [Consent], of person: Contact.ID) async throws {
        try await operation.change { records in
            var contact = try records.contacts.one(person)
            contact.consents = consents
            _ = try records.contacts.save(contact)
        }
    }

    @Test func `whose update was withheld is still told of the cancellation`() async throws {
        let id = try await installation.convening(.open, people: [ana, hector, tomas])
        _ = try await operation.invitations.invite(id)
        var seen: Set<String> = []
        #expect(try await installation.left(&seen).count == 3)
        _ = try await operation.invitations.reschedule(id, to: start.adding(.seconds(86_400)))
        _ = try await operation.consents.withdraw(of: hector, to: .invite, channel: nil, group: nil)
        // The updates named him; they are written anew before anything leaves.
        _ = try await operation.outbox.deliver()
        #expect(try await operation.invitations.cancel(id, reason: nil).queued == 2)
        let last = try await installation.left(&seen)
        #expect(Set(last.keys) == ["ana@rio-vivo.example", "tomas@rio-vivo.example"])
        #expect(last.values.allSatisfy { $0.contains("METHOD:CANCEL") && !$0.contains("hector@") })
    }

    @Test func `what a restore holds counts as sent`() async throws {
        let id = try await installation.convening()
        _ = try await operation.invitations.invite(id)
        try await operation.change { records in try records.outbox.hold(try records.outbox.all().map(\.id.text)) }
        #expect(try await operation.invitations.cancel(id, reason: nil).queued == 2)
        let other = try await installation.convening()
        _ = try await operation.invitations.invite(other)
        try await operation.change { records in try records.outbox.hold(try records.outbox.all().map(\.id.text)) }
        _ = try await operation.outbox.decideHeld(nil, send: false)
        #expect(try await operation.invitations.cancel(other, reason: nil).queued == 2)
    }

    @Test func `who missed a moved meeting learns it once consent is back`() async throws {
        let id = try await series()
        _ = try await operation.invitations.invite(id)
        _ = try await operation.outbox.deliver()
        let consents = try await operation.read { try $0.contacts.one(hector).consents }
        try await setConsents([], of: hector)
        let days = try await operation.convenings.show(id).meetings.map(\.day)
        let moved = try await operation.invitations.reschedule(
            id, meeting: days[1], to: start.adding(.seconds(86_400 * 8)))
        #expect(Array(moved.skipped.keys) == ["demo-hector"])
        _ = try await operation.invitations.cancel(id, meeting: days[2], reason: nil)
        try await setConsents(consents, of: hector)
        var seen = Set(try installation.mails().keys)
        _ = try await installation.left(&seen)
        #expect(try await operation.invitations.invite(id).queued == 1)
        let text = try #require(try await installation.left(&seen)["hector@red-prensa.example"])
        #expect(text.contains("EXDATE") && text.contains("RECURRENCE-ID"))
    }

    @Test func `whose invitation was stopped before it left is asked once consent is back`() async throws {
        let id = try await installation.convening()
        _ = try await operation.invitations.invite(id)
        _ = try await operation.consents.setDoNotContact(true, for: hector)
        #expect(try await operation.outbox.deliver().attempts.count == 1)
        _ = try await operation.consents.setDoNotContact(false, for: hector)
        #expect(try await operation.invitations.invite(id).queued == 1)
    }

    @Test func `a no to the whole series is a no to each meeting`() async throws {
        let id = try await installation.convening(
            form: ConveningInput(recurrence: try Recurrence(.weekly, count: 3), placeHours: 24))
        _ = try await operation.invitations.invite(id)
        _ = try await operation.outbox.deliver()
        let first = try operation.mailings.occurrences(of: try await operation.read { try $0.convenings.one(id) })[0]
        let name = first.recurrenceID.description.filter { $0 != "-" && $0 != ":" }
        #expect(try await installation.answer(ana, id, "ACCEPTED", extra: "RECURRENCE-ID:\(name)").verdict == "applied")
        installation.clock.advance(120)
        #expect(try await installation.answer(ana, id, "DECLINED", stamp: "20260305T120100Z").state == "declined")
        installation.clock.advance(86_400 * 29)
        var seen = Set(try installation.mails().keys)
        #expect(try await installation.left(&seen).isEmpty)
        #expect(try await operation.convenings.show(id).meetings[0].answers["accepted"] == nil)
    }

    @Test func `a moved meeting asks again and is not swallowed by another word`() async throws {
        let id = try await installation.convening(
            .open, form: ConveningInput(recurrence: try Recurrence(.weekly, count: 3)))
        _ = try await operation.invitations.invite(id)
        _ = try await operation.outbox.deliver()
        #expect(
            try await operation.replies.record(
                try #require(try await operation.invitations.all(to: id).first).code, .accepted
            ).state == "accepted")
        let days = try await operation.convenings.show(id).meetings.map(\.day)
        _ = try await operation.invitations.reschedule(id, meeting: days[1], to: start.adding(.seconds(86_400 * 8)))
        _ = try await operation.invitations.edit(id, ConveningEditInput(title: "Another"), atOnce: true)
        var seen = Set(try installation.mails().keys)
        let text = try #require(try await installation.left(&seen)["ana@rio-vivo.example"])
        #expect(text.contains("RECURRENCE-ID") && text.contains("Nueva hora") && text.contains("PARTSTAT=NEEDS-ACTION"))
        #expect(text.contains("SUMMARY:Another"))
    }

    @Test func `a request for the present version that may not be answered is held`() async throws {
        let id = try await installation.convening()
        _ = try await operation.invitations.invite(id)
        _ = try await operation.outbox.deliver()
        try await setConsents([], of: ana)
        let report = try await installation.answer(ana, id, "NEEDS-ACTION", method: "REFRESH")
        #expect(report.reason == "it asks for the present version, which may not be sent to that person")
        #expect(try await operation.outbox.lines(state: "waiting").isEmpty)
    }

    @Test func `when a delegate declines the other is asked again`() async throws {
        let id = try await installation.convening(people: [ana, hector])
        _ = try await operation.invitations.invite(id)
        try await operation.change { records in
            for var invitation in try records.invitations.all(of: id) {
                if invitation.contact == ana { invitation.state = .delegated } else { invitation.delegatedFrom = ana }
                try records.invitations.update(invitation)
            }
        }
        #expect(try await installation.answer(hector, id, "DECLINED").state == "declined")
        let states = try await operation.invitees.invited(to: id).map(\.invitation.state)
        #expect(states == [.needsAction, .declined])
    }

    @Test func `who was taken off in time can be added to an open convening again`() async throws {
        let id = try await installation.convening(.open)
        _ = try await operation.invitations.invite(id)
        _ = try await operation.invitees.remove(hector, from: id)
        _ = try await operation.invitees.add(to: id, named: [hector], sectors: [], countries: [], theme: nil)
        #expect(try await operation.invitations.invite(id).queued == 1)
    }

    @Test func `an encrypted mail of an open convening is written anew once and then leaves`() async throws {
        let id = try await installation.convening(.open, people: [ana, hector, tomas])
        _ = try await operation.invitations.invite(id)
        _ = try await operation.invitees.remove(tomas, from: id)
        var seen: Set<String> = []
        #expect(try await installation.left(&seen).count == 2)
        _ = try await operation.invitations.reschedule(id, to: start.adding(.seconds(86_400)), atOnce: true)
        #expect(try await installation.left(&seen).count == 2)
        #expect(try await operation.outbox.deliver().troubles.isEmpty)
    }
}
