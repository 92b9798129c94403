import Coordination
import Fixtures
import Foundation
import Mail
import Storage
import Testing

@testable import ConveningService
@testable import Delivery
@testable import DirectoryFiles
@testable import Installation
@testable import PeopleService

@Suite struct InvitationTests {
    let installation: TestInstallation
    var operation: Operation { installation.operation }

    init() async throws { installation = try await TestInstallation() }

    @Test func `whoever gave no consent is left out with the reason`() async throws {
        let id = try await installation.invitedRoundtable()
        let people = try await operation.read { try $0.contacts.all().map(\.id) }
        let view = try await operation.invitees.add(to: id, named: people, sectors: [], countries: [], theme: nil)
        let excluded = view.entries.filter { $0.excluded != nil }.map { "\($0.contact): \($0.excluded ?? "")" }.sorted()
        #expect(
            excluded == [
                "demo-noemi: the consent has expired", "demo-silvia: marked do-not-contact",
                "demo-walter: no consent to this purpose by mail",
            ])
        #expect(try await operation.invitees.invited(to: id).count == 12)
    }

    @Test func `no mail names anybody else`() async throws {
        _ = try await installation.invitedRoundtable()
        let contacts = try await operation.read { try $0.contacts.all() }
        let mails = try installation.mails().values
        #expect(mails.count == 12)
        for mail in mails {
            let text = String(decoding: mail, as: UTF8.self)
            let calendar = try #require(try MailReader.read(mail).calendars.first)
            let visible = (text + String(decoding: calendar, as: UTF8.self)).lowercased()
            let named = contacts.filter { contact in contact.email.map { visible.contains($0.folded) } ?? false }
            #expect(named.count == 1)
            #expect(!visible.contains("residence, library"))
            #expect(!visible.contains("river defenders"))
        }
    }

    @Test func `an agenda that names an invitee is not sent`() async throws {
        let convening = try await operation.convenings.create(
            blueprint: "embassy-roundtable", title: "t", zone: nil, first: nil, last: nil, venue: nil, link: nil,
            visibility: nil)
        let names = ["demo-ana", "demo-grant"].map { Contact.ID(trusted: $0) }
        _ = try await operation.invitees.add(to: convening.id, named: names, sectors: [], countries: [], theme: nil)
        try await operation.change { records in
            var changed = try records.convenings.one(convening.id)
            changed.titles["es"] = "Con Grant Whitlock"
            try records.convenings.update(changed)
        }
        _ = try await operation.convenings.book(convening.id, at: People.now.adding(.seconds(864_000)))
        await #expect { _ = try await operation.invitations.invite(convening.id) } throws: {
            ($0 as? Problem)?.description.contains("demo-grant: would be disclosed") == true
        }
        #expect(try await operation.outbox.lines().isEmpty)
        #expect(try await operation.convenings.show(convening.id).convening.state == .booked)
    }

    @Test func `moving the time asks everyone again under the same UID`() async throws {
        let id = try await installation.invitedRoundtable()
        let before = try await operation.invitees.invited(to: id)
        let times = try await operation.convenings.findTimes(for: id, count: 3)
        let report = try await operation.invitations.reschedule(id, to: times.proposals[1].start, atOnce: true)
        #expect(report.queued == 12)
        let after = try await operation.invitees.invited(to: id)
        #expect(after.map(\.invitation.uid) == before.map(\.invitation.uid))
        #expect(Set(after.map(\.invitation.uid)).count == 12)
        #expect(after.allSatisfy { $0.invitation.sentSequence == 1 && $0.invitation.state == .needsAction })
        _ = try await operation.outbox.deliver()
        #expect(try installation.mails().count == 24)
    }

    @Test func `an open convening has one UID and shows everyone`() async throws {
        let id = try await installation.invitedRoundtable(visibility: .open)
        #expect(Set(try await operation.invitees.invited(to: id).map(\.invitation.uid)).count == 1)
        let mail = try #require(try installation.mails().values.first)
        let calendar = String(decoding: try #require(try MailReader.read(mail).calendars.first), as: UTF8.self)
        #expect(calendar.split(separator: "\r\n").filter { $0.hasPrefix("ATTENDEE") }.count == 12)
        #expect(calendar.contains("SUMMARY:River defenders"))
    }

    @Test func `it is told how many would see each other before an open convening goes out`() async throws {
        func reach(_ visibility: Visibility) async throws -> InvitationReach {
            let id = try await installation.convening(
                visibility, people: ["demo-ana", "demo-hector", "demo-tomas"].map { Identifier(trusted: $0) })
            return try await operation.invitations.reach(of: id)
        }
        let open = try await reach(.open), discreet = try await reach(.discreet)
        #expect((open.mails, open.seeEachOther, discreet.mails, discreet.seeEachOther) == (3, 3, 3, 0))
    }

    @Test func `every notice is previewed as it would leave, and nothing is stored`() async throws {
        let id = try await installation.invitedRoundtable()
        func stored() async throws -> Convening { try await operation.read { try $0.convenings.one(id) } }
        let before = try await stored(),
            waiting = try await operation.outbox.lines().count
        let later = try #require(before.span?.start).adding(.seconds(7 * 86_400))
        for (change, kind, word) in [
            (
                PlannedNotice.cancellation(meeting: nil, reason: "The road is closed."), .cancellation,
                "The road is closed."
            ),
            (.move(meeting: nil, to: later), .update, "METHOD:REQUEST"),
            (.reminder(states: [], sectors: [], again: true), .reminder, "METHOD:REQUEST"),
        ] as [(PlannedNotice, MessageKind, String)] {
            let preview = try await operation.invitations.preview(of: change, to: id)
            #expect(preview.recipients.count == 12)
            #expect(preview.recipients.allSatisfy { $0.kind == kind && $0.learnsOf.isEmpty })
            let mail = try #require(preview.recipients.first).mail
            #expect(try MailReader.text(Array(mail.utf8)).contains(word), "\(kind)")
        }
        #expect(try await stored() == before)
        #expect(try await operation.outbox.lines().count == waiting)
        // What must not leave is refused here, too.
        await #expect(throws: Problem.self) {
            _ = try await operation.invitations.preview(
                of: .cancellation(meeting: nil, reason: "Ana Lucía Quintanilla was arrested."), to: id)
        }
    }

    @Test func `calling off what has not left yet is previewed as nothing to send`() async throws {
        let id = try await installation.convening()
        _ = try await operation.invitations.invite(id)
        let preview = try await operation.invitations.preview(of: .cancellation(meeting: nil, reason: nil), to: id)
        #expect(preview.recipients.isEmpty && preview.skipped.count == 2)
    }

    @Test func `taking someone off tells them alone`() async throws {
        let id = try await installation.invitedRoundtable()
        _ = try await operation.invitees.remove(Identifier(trusted: "demo-grant"), from: id)
        let queued = try await operation.outbox.lines(state: "waiting")
        #expect(queued.map(\.recipient) == ["demo-grant"])
        #expect(queued.map(\.kind) == [.cancellation])
        let view = try await operation.invitees.list(of: id)
        #expect(view.entries.first { $0.contact == "demo-grant" }?.state == .withdrawn)
        #expect(
            await refusal {
                _ = try await operation.invitees.remove(Identifier(trusted: "demo-grant"), from: id)
            } == Refusal(.missingInput, at: "demo-grant"))
    }

    @Test func `an address that is no longer safe gets nothing`() async throws {
        let id = try await installation.invitedRoundtable()
        _ = try await operation.invitations.cancel(id, reason: nil)
        try await operation.change { records in
            var ana = try records.contacts.one(Identifier(trusted: "demo-ana"))
            ana.channels = [SafeChannel(kind: .email, address: "new@example.org")]
            _ = try records.contacts.save(ana)
        }
        let dead = try await operation.outbox.deliver().attempts.filter { $0.state == "failed" }
        #expect(dead.map(\.detail) == ["the address is no longer one that the person named as safe"])
    }

    @Test func `whoever may no longer be written to is not shown in an open convening`() async throws {
        let id = try await installation.invitedRoundtable(visibility: .open)
        try await operation.change { records in
            var grant = try records.contacts.one(Identifier(trusted: "demo-grant"))
            grant.isDoNotContact = true
            _ = try records.contacts.save(grant)
        }
        let before = try installation.mails().keys
        let times = try await operation.convenings.findTimes(for: id, count: 2)
        let report = try await operation.invitations.reschedule(id, to: times.proposals[1].start, atOnce: true)
        #expect(report.queued == 11)
        #expect(Array(report.skipped.keys) == ["demo-grant"])
        _ = try await operation.outbox.deliver()
        for (name, mail) in try installation.mails() where !before.contains(name) {
            let calendar = String(decoding: try #require(try MailReader.read(mail).calendars.first), as: UTF8.self)
            #expect(!calendar.replacing("\r\n ", with: "").contains("grant@"))
        }
        _ = try await operation.invitees.remove(Identifier(trusted: "demo-claire"), from: id)
        _ = try await operation.invitees.remove(Identifier(trusted: "demo-grant"), from: id)
        #expect(try await operation.outbox.lines(state: "waiting").map(\.recipient) == ["demo-claire"])
    }

    @Test func `two who invite at once do not invite twice`() async throws {
        let convening = try await operation.convenings.create(
            blueprint: "embassy-roundtable", title: "t", zone: nil, first: nil, last: nil, venue: nil, link: nil,
            visibility: nil)
        _ = try await operation.invitees.add(
            to: convening.id, named: [Identifier(trusted: "demo-ana")], sectors: [], countries: [], theme: nil)
        _ = try await operation.convenings.book(convening.id, at: People.now.adding(.seconds(864_000)))
        let operation = operation
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<6 { group.addTask { _ = try? await operation.invitations.invite(convening.id) } }
        }
        #expect(try await operation.outbox.lines().count == 1)
    }

    @Test func `who was taken off is asked anew under another UID`() async throws {
        let id = try await installation.invitedRoundtable(), grant: Contact.ID = Identifier(trusted: "demo-grant")
        let old = try await operation.invitees.invited(to: id).first { $0.contact.id == grant }?.invitation.uid
        _ = try await operation.invitees.remove(grant, from: id)
        _ = try await operation.invitees.add(to: id, named: [grant], sectors: [], countries: [], theme: nil)
        #expect(try await operation.invitations.invite(id).queued == 1)
        let new = try await operation.invitees.invited(to: id).first { $0.contact.id == grant }?.invitation
        #expect(new?.state == .needsAction)
        #expect(new?.uid != old)
    }

    @Test func `who was taken off comes back only by name`() async throws {
        let id = try await installation.invitedRoundtable(), marisol: Contact.ID = Identifier(trusted: "demo-marisol")
        _ = try await operation.invitees.remove(marisol, from: id)
        _ = try await operation.invitees.add(to: id, named: [], sectors: [.civilSociety], countries: [], theme: nil)
        let states = try await operation.invitees.invited(to: id).filter { $0.contact.id == marisol }.map(
            \.invitation.state)
        #expect(states == [.withdrawn])
    }

    @Test func `who was passed over by a move is asked once consent is back and not counted before`() async throws {
        let id = try await installation.invitedRoundtable(), ana: Contact.ID = Identifier(trusted: "demo-ana")
        let consents = try await operation.read { try $0.contacts.one(ana).consents }
        let operation = operation
        @Sendable func setConsents(_ consents: [Consent]) async throws {
            try await operation.change { records in
                var contact = try records.contacts.one(ana)
                contact.consents = consents
                _ = try records.contacts.save(contact)
            }
        }
        try await setConsents([])
        let times = try await operation.convenings.findTimes(for: id, count: 2)
        #expect(try await operation.invitations.reschedule(id, to: times.proposals[1].start).queued == 11)
        let passedOver = try #require(try await operation.invitees.invited(to: id).first { $0.contact.id == ana })
            .invitation
        #expect(passedOver.state == .needsAction)
        let convening = try await operation.read { try $0.convenings.one(id) }
        let address = try EmailAddress(parsing: "ana@rio-vivo.example")
        let late = Reply(
            method: .reply, uid: passedOver.uid, attendees: [.init(address: address, answer: .accepted)], sequence: 0,
            stamp: People.now)
        #expect(
            ReplyDecision.decide(
                late, from: ReplyOrigin(from: address), invitation: passedOver, address: address, convening: convening,
                occurrence: try operation.mailings.occurrences(of: convening).first, now: People.now)
                == .hold(.earlierRevision))
        try await setConsents(consents)
        #expect(try await operation.invitations.invite(id).queued == 1)
    }

    @Test func `who is required but absent is named`() async throws {
        let convening = try await operation.convenings.create(
            blueprint: "embassy-roundtable", title: "t", zone: nil, first: nil, last: nil, venue: nil, link: nil,
            visibility: nil)
        let ana: Contact.ID = Identifier(trusted: "demo-ana")
        _ = try await operation.invitees.add(
            to: convening.id, named: [Identifier(trusted: "demo-grant")], sectors: [], countries: [], theme: nil,
            required: [ana])
        try await operation.change { records in
            var contact = try records.contacts.one(ana)
            contact.isDoNotContact = true
            _ = try records.contacts.save(contact)
        }
        let report = try await operation.convenings.findTimes(for: convening.id, count: 1)
        #expect(report.obstacles.first?.hasPrefix("demo-ana must come") == true, "\(report)")
    }

    @Test func `a reason that names someone is not sent`() async throws {
        let id = try await installation.invitedRoundtable()
        await #expect {
            _ = try await operation.invitations.cancel(id, reason: "Silvia ORELLANA was arrested")
        } throws: {
            ($0 as? Problem)?.place == "demo-silvia"
        }
        #expect(try await operation.convenings.show(id).convening.state == .invited)
    }

    @Test func `consent withdrawn while a mail waits stops it`() async throws {
        let id = try await installation.invitedRoundtable()
        _ = try await operation.invitations.cancel(id, reason: nil)
        try await operation.change { records in
            var ana = try records.contacts.one(Identifier(trusted: "demo-ana"))
            ana.isDoNotContact = true
            _ = try records.contacts.save(ana)
        }
        let report = try await operation.outbox.deliver()
        #expect(report.sent == 11)
        #expect(report.attempts.filter { $0.state == "failed" }.map(\.detail) == ["marked do-not-contact"])
    }

    @Test func `proposed times lie in working hours of business days`() async throws {
        let convening = try await operation.convenings.create(
            blueprint: "embassy-roundtable", title: "t", zone: nil, first: try CalendarDay(parsing: "2026-09-10"),
            last: try CalendarDay(parsing: "2026-09-20"), venue: nil, link: nil, visibility: nil)
        let people = try await operation.read { try $0.contacts.all().map(\.id) }
        _ = try await operation.invitees.add(to: convening.id, named: people, sectors: [], countries: [], theme: nil)
        let report = try await operation.convenings.findTimes(for: convening.id, count: 20)
        #expect(!report.proposals.isEmpty)
        for proposal in report.proposals {
            let wall = try WallTime(parsing: proposal.local)
            #expect((9...15).contains(wall.hour))
            #expect(wall.day.weekday <= 5)
            #expect(wall.day.description != "2026-09-15", "Independence Day in Honduras")
            #expect(proposal.attending + proposal.missing.count == 12)
            #expect(proposal.missing.allSatisfy { !$0.why.isEmpty })
        }
        let blocked = try await operation.convenings.findTimes(for: try await onlyHolidays(), count: 5)
        #expect(blocked.proposals.isEmpty)
        #expect(!blocked.obstacles.isEmpty)
    }

    /// A window that holds nothing but a weekend.
    private func onlyHolidays() async throws -> Convening.ID {
        let convening = try await operation.convenings.create(
            blueprint: "embassy-roundtable", title: "t", zone: nil, first: try CalendarDay(parsing: "2026-09-12"),
            last: try CalendarDay(parsing: "2026-09-13"), venue: nil, link: nil, visibility: nil)
        _ = try await operation.invitees.add(
            to: convening.id, named: [Identifier(trusted: "demo-ana")], sectors: [], countries: [], theme: nil)
        return convening.id
    }

    @Test func `who is invited elsewhere is busy then`() async throws {
        let id = try await installation.invitedRoundtable()
        let span = try #require(try await operation.convenings.show(id).convening.span)
        let other = try await operation.convenings.create(
            blueprint: "consultation", title: "t", zone: nil, first: nil, last: nil, venue: nil, link: nil,
            visibility: nil)
        _ = try await operation.invitees.add(
            to: other.id, named: [], sectors: [.civilSociety, .media], countries: [], theme: nil)
        let complete = try await operation.convenings.findTimes(for: other.id, count: 30).proposals.filter(
            \.missing.isEmpty)
        #expect(!complete.isEmpty)
        for proposal in complete {
            let there = try #require(TimeSpan(start: proposal.start, end: proposal.start.adding(.seconds(7200))))
            #expect(!there.overlaps(span))
        }
    }
}
