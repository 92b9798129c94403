import Coordination
import Fixtures
import Foundation
import Mail
import Storage
import Testing

@testable import ConveningService
@testable import ReplyService
@testable import CustodyService
@testable import Delivery
@testable import Installation
@testable import PeopleService

/// Answers that need a person's word, and what comes of it.
@Suite struct QuarantineTests {
    let installation: TestInstallation
    let id: Convening.ID
    var operation: Operation { installation.operation }
    let address = "ana@rio-vivo.example"

    init() async throws {
        installation = try await TestInstallation(
            settings: "replies:\n  trusted: mx.mission.example\n  maildir: /nowhere\n  plus-addresses: \"yes\"\n")
        let people = ["demo-ana", "demo-hector"].map { Contact.ID(trusted: $0) }
        id = try await Self.invited(installation.operation, .discreet, people)
    }

    private static func invited(
        _ operation: Operation, _ visibility: Visibility, _ people: [Contact.ID]
    ) async throws -> Convening.ID {
        let made = try await operation.convenings.create(
            blueprint: "consultation", title: "River defenders", zone: nil, first: nil, last: nil, venue: nil,
            link: nil,
            visibility: visibility)
        _ = try await operation.invitees.add(to: made.id, named: people, sectors: [], countries: [], theme: nil)
        _ = try await operation.convenings.book(made.id, at: People.now.adding(.seconds(86_400 * 30)))
        _ = try await operation.invitations.invite(made.id)
        _ = try await operation.outbox.deliver()
        return made.id
    }

    private func invitation(_ person: String, of id: Convening.ID) async throws -> Invitation {
        try #require(try await operation.invitees.invited(to: id).first { $0.contact.id.text == person }).invitation
    }

    private func message(
        _ uid: String, _ attendee: String? = nil, method: String = "REPLY", from: String? = nil, headers: [String] = [],
        extra: [String] = [], sequence: Int = 0
    ) -> [UInt8] {
        let lines =
            headers + [
                "From: \(from ?? address)", "To: officer@mission.example", "Subject: Re",
                "Content-Type: text/calendar; method=\(method); charset=utf-8", "", "BEGIN:VCALENDAR", "VERSION:2.0",
                "METHOD:\(method)", "BEGIN:VEVENT", "UID:\(uid)", "DTSTAMP:20260305T120000Z", "SEQUENCE:\(sequence)",
                attendee ?? "ATTENDEE;PARTSTAT=ACCEPTED:mailto:\(address)",
            ] + extra + ["END:VEVENT", "END:VCALENDAR", ""]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    private func take(_ bytes: [UInt8]) async throws -> ReplyImportReport {
        try await operation.replies.take(bytes, from: "test")
    }

    private var waiting: [String] {
        get async throws { try await operation.outbox.lines(state: "waiting").map { "\($0.kind) \($0.recipient)" } }
    }

    @Test func `a proposal is taken for everyone`() async throws {
        let uid = try await invitation("demo-ana", of: id).uid
        let report = try await take(
            message(
                uid, "ATTENDEE;PARTSTAT=TENTATIVE:mailto:\(address)", method: "COUNTER",
                extra: ["DTSTART;TZID=Central America Standard Time:20260405T090000", "COMMENT:Earlier?"]))
        #expect(report.reason == "it proposes another time")
        let name = try #require(report.quarantine)
        let shown = try await operation.replies.show(name)
        #expect(
            shown.proposal
                == "2026-04-05T09:00:00 in America/Tegucigalpa; written as 20260405T090000 (Central America Standard Time)"
        )
        #expect(shown.comment == "Earlier?")
        #expect(try await operation.replies.accept(name).state == "rescheduled, 2 mails are in the outbox")
        let convening = try await operation.convenings.show(id).convening
        #expect(convening.span?.start == (try Instant(parsing: "2026-04-05T15:00:00Z")))
        #expect(convening.sequence == 1)
        #expect(try await waiting == ["update demo-ana", "update demo-hector"])
        #expect(await refusal { _ = try await operation.replies.accept(name) } == Refusal(.notAllowed, at: "*"))
        #expect(try await operation.replies.quarantine().isEmpty)
    }

    @Test func `a proposal that is declined is answered with its own revision to one person alone`() async throws {
        let uid = try await invitation("demo-ana", of: id).uid
        let bytes = message(uid, method: "COUNTER", extra: ["DTSTART:20260405T150000Z"])
        let name = try #require(try await take(bytes).quarantine)
        _ = try await operation.replies.discard(name, silently: false)
        #expect(try await waiting == ["counter-declined demo-ana"])
        let before = Set(try installation.mails().keys)
        _ = try await operation.outbox.deliver()
        let mail = try #require(try installation.mails().first { !before.contains($0.key) }?.value)
        let text = try MailReader.text(mail)
        #expect(text.contains("METHOD:DECLINECOUNTER") && text.contains("SEQUENCE:0") && text.contains("UID:\(uid)"))
        #expect(!text.contains("STATUS:"))
        // Once the time was changed by hand, "it stays" would be wrong.
        let again = try #require(
            try await take(message(uid, method: "COUNTER", extra: ["DTSTART:20260406T150000Z"])).quarantine)
        _ = try await operation.invitations.reschedule(id, to: People.now.adding(.seconds(86_400 * 40)), atOnce: true)
        _ = try await operation.outbox.deliver()
        _ = try await operation.replies.discard(again, silently: false)
        #expect(try await waiting.isEmpty)
    }

    @Test func `a delegate of the directory is invited and the sender left in peace`() async throws {
        let uid = try await invitation("demo-ana", of: id).uid
        func delegation(to other: String) -> [UInt8] {
            message(uid, "ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:\(other)\":mailto:\(address)")
        }
        let stranger = try await take(delegation(to: "x@elsewhere.example"))
        #expect(stranger.reason == "it names a delegate")
        #expect(
            await refusal {
                _ = try await operation.replies.accept(try #require(stranger.quarantine))
            } == Refusal(.notAllowed, at: "iv-*"))
        #expect(try await invitation("demo-ana", of: id).state == .needsAction)
        let name = try #require(try await take(delegation(to: "tomas@rio-vivo.example")).quarantine)
        #expect(try await operation.replies.accept(name).state == "delegated to demo-tomas")
        #expect(try await invitation("demo-ana", of: id).state == .delegated)
        #expect(try await waiting == ["invitation demo-tomas"])
        #expect(try await invitation("demo-tomas", of: id).delegatedFrom?.text == "demo-ana")
        _ = try await operation.outbox.deliver()
        let round = try await operation.invitations.reschedule(
            id, to: People.now.adding(.seconds(86_400 * 40)), atOnce: true)
        #expect(round.queued == 2)
        #expect(try await invitation("demo-ana", of: id).state == .delegated)
    }

    @Test func `in an open convening a delegate is shown with the sender`() async throws {
        let open = try await Self.invited(
            operation, .open, ["demo-ana", "demo-hector"].map { Contact.ID(trusted: $0) })
        let uid = try await invitation("demo-ana", of: open).uid
        let name = try #require(
            try await take(
                message(
                    uid, "ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:tomas@rio-vivo.example\":mailto:\(address)",
                    headers: ["Authentication-Results: mx.mission.example; dmarc=pass header.from=rio-vivo.example"])
            ).quarantine)
        _ = try await operation.replies.accept(name)
        let before = Set(try installation.mails().keys)
        _ = try await operation.outbox.deliver()
        let mail = try #require(try installation.mails().first { !before.contains($0.key) }?.value)
        let text = try MailReader.text(mail).replacing("\r\n ", with: "")
        #expect(text.contains("PARTSTAT=DELEGATED") && text.contains("DELEGATED-TO=\"mailto:tomas@rio-vivo.example\""))
        #expect(text.contains("DELEGATED-FROM=\"mailto:ana@rio-vivo.example\""))
    }

    @Test func `a tag that only one person's messages carry authenticates a reply`() async throws {
        let open = try await Self.invited(
            operation, .open, ["demo-ana", "demo-hector"].map { Contact.ID(trusted: $0) })
        let mine = try await invitation("demo-ana", of: open), other = try await invitation("demo-hector", of: open)
        let token = try #require(mine.token)
        let sent = try installation.mails().values.map { try MailReader.text($0).replacing("\r\n ", with: "") }
        #expect(sent.contains { $0.contains("mailto:officer+\(token)@mission.example") })
        let unproven = try await take(message(mine.uid))
        #expect(unproven.reason == "everyone invited knows this UID, and nothing proves who sent the mail")
        let wrong = try await take(
            message(mine.uid, headers: ["Delivered-To: officer+\(other.token ?? "")@mission.example"]))
        #expect(wrong.verdict == "held")
        // A folder's tag before it does not hide it.
        let right = try await take(
            message(
                mine.uid,
                headers: [
                    "Delivered-To: officer+folder@mission.example", "X-Original-To: officer+\(token)@mission.example",
                ]))
        #expect(right.state == "accepted")
    }

    @Test func `who asks for the present version gets it once an hour`() async throws {
        let uid = try await invitation("demo-ana", of: id).uid
        let request = message(uid, "ATTENDEE:mailto:\(address)", method: "REFRESH")
        #expect(try await take(request).state == "sent again")
        #expect(try await waiting == ["refresh demo-ana"])
        let again = message(uid, "ATTENDEE:mailto:\(address)", method: "REFRESH", headers: ["X-Again: 1"])
        #expect(try await take(again).verdict == "duplicate")
        #expect(try await waiting.count == 1)
        #expect(try await invitation("demo-ana", of: id).state == .needsAction)
    }

    @Test func `a mail that came back is noted and no answer`() async throws {
        let sent = try #require(try await operation.outbox.lines().first { $0.recipient == "demo-ana" }).envelope
        let bounce = [
            "From: mailer-daemon@mx.example", "To: officer@mission.example", "Subject: Undelivered",
            "MIME-Version: 1.0",
            "Content-Type: multipart/report; report-type=delivery-status; boundary=b", "", "--b", "",
            "It could not be delivered.", "--b", "Content-Type: message/delivery-status", "",
            "Final-Recipient: rfc822; \(address)", "Action: failed", "Status: 5.1.1", "--b",
            "Content-Type: text/rfc822-headers", "", "Message-ID: <\(sent)@mission.example>", "--b--", "",
        ].joined(separator: "\r\n")
        let report = try await take(Array(bounce.utf8))
        #expect(report.reason == "a mail of ours could not be delivered")
        let entries = try await operation.invitations.all(to: id)
        #expect(entries.first { $0.contact == "demo-ana" }?.notes == ["not delivered: a mail came back"])
        #expect(entries.first { $0.contact == "demo-hector" }?.notes == [])
    }

    @Test func `a stamp from the future stops nothing`() async throws {
        let uid = try await invitation("demo-ana", of: id).uid
        let text = String(decoding: message(uid), as: UTF8.self).replacing("20260305T", with: "20360305T")
        installation.clock.advance(1)
        #expect(try await take(Array(text.utf8)).state == "accepted")
        installation.clock.advance(60)
        let later = String(decoding: message(uid), as: UTF8.self).replacing("20260305T120000", with: "20260305T120030")
            .replacing("ACCEPTED", with: "DECLINED")
        #expect(try await take(Array(later.utf8)).state == "declined")
    }

    @Test func `the same mail by another way is known and nobody elses can stand in its way`() async throws {
        let uid = try await invitation("demo-ana", of: id).uid
        let forged = message(uid, from: "evil@hostile.invalid", headers: ["Message-ID: <1@rio-vivo.example>"])
        #expect(try await take(forged).verdict == "held")
        let genuine = message(uid, headers: ["Message-ID: <1@rio-vivo.example>"])
        #expect(try await take(genuine).state == "accepted")
        #expect(
            try await take(message(uid, headers: ["Received: x", "Message-ID: <1@rio-vivo.example>"])).verdict
                == "duplicate")
        // Some programs give each answer to an invitation the same Message-ID.
        let changed = String(decoding: genuine, as: UTF8.self).replacing("120000Z", with: "120001Z")
            .replacing("ACCEPTED", with: "DECLINED")
        installation.clock.advance(5)
        #expect(try await take(Array(changed.utf8)).state == "declined")
        // What is held is looked at again without being noted again.
        let known = try await take(forged)
        #expect(known.verdict == "held" && !known.isNew)
        #expect(try await operation.replies.quarantine().count == 1)
    }

    @Test func `anything else that comes in is kept with its reason and moves nothing`() async throws {
        let uid = try await invitation("demo-ana", of: id).uid
        let plain = ["From: \(address)", "Subject: Re", "", "I shall come.", ""].joined(separator: "\r\n")
        let cases: [([UInt8], HoldReason)] = [
            (Array(plain.utf8), .plainMail), (message(uid, method: "CANCEL"), .notAnAnswer),
            (message(uid, method: "REQUEST", from: "evil@hostile.invalid"), .notAnAnswer),
            (message(uid, headers: ["Auto-Submitted: auto-replied"]), .automatic),
            (message(uid, extra: ["RECURRENCE-ID:20300101T000000Z"]), .unknownOccurrence),
            (
                message(
                    uid, "ATTENDEE;PARTSTAT=DECLINED;SENT-BY=\"mailto:d@e.example\":mailto:\(address)",
                    from: "d@e.example"), .sentByAnother
            ),
            (Array("garbage".utf8), .unreadable),
        ]
        for (bytes, reason) in cases {
            let report = try await take(bytes)
            #expect(report.verdict == (reason == .unreadable ? "refused" : "held"))
            let entry = try #require(try await operation.replies.quarantine().first { $0.id == report.quarantine })
            #expect(entry.reason == reason.rawValue)
            #expect(entry.isAcceptable == (reason == .sentByAnother))
            if !entry.isAcceptable {
                #expect(
                    await refusal { _ = try await operation.replies.accept(entry.id) } == Refusal(.notAllowed, at: "*"))
            }
        }
        #expect(try await invitation("demo-ana", of: id).state == .needsAction)
        for entry in try await operation.replies.quarantine() {
            _ = try await operation.replies.discard(entry.id, silently: true)
        }
        #expect(try await operation.replies.quarantine().isEmpty)
        #expect(try await take(cases[1].0).verdict == "duplicate")
    }

    @Test func `a link answers for one person for the time that it was sent with`() async throws {
        let settings = installation.operation.home.settings
        let text = try String(contentsOfFile: settings, encoding: .utf8)
        try Data((text + "web: https://answer.mission.example/\n").utf8).write(to: URL(filePath: settings))
        let reopened = try await installation.reopened()
        let code = try await invitation("demo-ana", of: id).code
        let link = try await reopened.invitations.answerLink(of: code)
        #expect(link.hasPrefix("https://answer.mission.example/answer/iv-"))
        #expect(try await reopened.replies.record(link, .tentative).state == "tentative")
        #expect(
            await refusal {
                _ = try await reopened.replies.record(String(link.dropLast()) + "x", .declined)
            } == Refusal(.notAllowed, at: "iv-*"))
        _ = try await reopened.invitations.reschedule(id, to: People.now.adding(.seconds(86_400 * 40)))
        #expect(
            await refusal { _ = try await reopened.replies.record(link, .accepted) } == Refusal(.notAllowed, at: "iv-*")
        )
    }
}
