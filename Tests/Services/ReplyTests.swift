import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import ConveningService
@testable import ReplyService
@testable import DirectoryFiles
@testable import Installation
@testable import ReportService

@Suite struct ReplyTests {
    let installation: TestInstallation
    let id: Convening.ID
    var operation: Operation { installation.operation }

    init() async throws {
        installation = try await TestInstallation()
        id = try await installation.invitedRoundtable()
    }

    private func person(_ name: String) async throws -> Invited {
        try #require(try await operation.invitees.invited(to: id).first { $0.contact.id.text == name })
    }

    private func calendar(
        uid: String, attendee: String, answer: String = "ACCEPTED", sequence: Int = 0,
        stamp: String = "20260305T120100Z"
    ) -> String {
        [
            "BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:REPLY", "BEGIN:VEVENT", "UID:\(uid)", "DTSTAMP:\(stamp)",
            "SEQUENCE:\(sequence)", "ATTENDEE;PARTSTAT=\(answer):mailto:\(attendee)", "END:VEVENT", "END:VCALENDAR", "",
        ].joined(separator: "\r\n")
    }

    private func mail(from: String, _ calendar: String, extra: String = "") -> String {
        "From: \(from)\r\nTo: officer@mission.example\r\nSubject: Re\r\n\(extra)Content-Type: text/calendar; method=REPLY; charset=utf-8\r\n\r\n\(calendar)"
    }

    private func take(_ text: String, as name: String = "reply.eml") async throws -> ReplyImportReport {
        let path = try installation.folder.write(text, to: name)
        return try #require(try await operation.replies.importFiles([path]).first)
    }

    @Test func `genuine answers are applied once`() async throws {
        let ana = try await person("demo-ana"), address = "ANA@rio-vivo.example"
        let text = mail(from: address, calendar(uid: ana.invitation.uid, attendee: address, answer: "TENTATIVE"))
        #expect(try await take(text).state == "tentative")
        #expect(try await take(text).verdict == "duplicate")
        let bare = calendar(uid: ana.invitation.uid, attendee: address, answer: "DECLINED", stamp: "20260305T115959Z")
        #expect(try await take(bare, as: "older.ics").reason == "a newer reply is already recorded")
        #expect(try await person("demo-ana").invitation.state == .tentative)
    }

    @Test func `forged and foreign answers change nothing`() async throws {
        let ana = try await person("demo-ana"), grant = try await person("demo-grant")
        let uid = ana.invitation.uid, address = "ana@rio-vivo.example"
        let cases: [(String, String)] = [
            (
                mail(from: "evil@hostile.invalid", calendar(uid: uid, attendee: address)),
                "another address than the attendee's"
            ),
            (
                mail(from: "grant@energy.example", calendar(uid: uid, attendee: "grant@energy.example")),
                "not the person this UID was sent to"
            ),
            (mail(from: address, calendar(uid: "guessed", attendee: address)), "no invitation has this UID"),
            (
                mail(from: address, calendar(uid: grant.invitation.uid, attendee: address)),
                "not the person this UID was sent to"
            ),
            (mail(from: address, calendar(uid: uid, attendee: address, sequence: 7)), "never sent"),
            (mail(from: address, calendar(uid: uid, attendee: address, answer: "DELEGATED")), "delegate"),
        ]
        for (index, (text, reason)) in cases.enumerated() {
            let report = try await take(text, as: "\(index).eml")
            #expect(report.verdict == "held")
            #expect(report.reason?.contains(reason) == true, "\(report)")
        }
        #expect(try await operation.invitees.invited(to: id).allSatisfy { $0.invitation.state == .needsAction })
        #expect(try await operation.reports.summary().heldReplies == cases.count)
    }

    @Test func `in an open convening a bare file proves nothing`() async throws {
        let open = try await installation.invitedRoundtable(visibility: .open)
        let uid = try #require(try await operation.invitees.invited(to: open).first).invitation.uid
        let report = try await take(
            calendar(uid: uid, attendee: "hector@red-prensa.example", answer: "DECLINED"), as: "bare.ics")
        #expect(report.verdict == "held")
        let mail = try await take(
            mail(
                from: "hector@red-prensa.example",
                calendar(uid: uid, attendee: "hector@red-prensa.example", answer: "DECLINED")))
        #expect(mail.reason == "everyone invited knows this UID, and nothing proves who sent the mail")
        let accepted = try await operation.replies.accept(try #require(mail.quarantine))
        #expect(accepted.state == "declined")
    }

    @Test func `who answered and was asked anew can still be taken off`() async throws {
        let ana = try await person("demo-ana"), address = "ana@rio-vivo.example"
        _ = try await take(mail(from: address, calendar(uid: ana.invitation.uid, attendee: address)))
        for _ in 0..<2 {
            _ = try await operation.invitees.remove(ana.contact.id, from: id)
            #expect(try await person("demo-ana").invitation.state == .withdrawn)
            _ = try await operation.invitees.add(
                to: id, named: [ana.contact.id], sectors: [], countries: [], theme: nil)
        }
        #expect(try await person("demo-ana").invitation.state == .listed)
    }

    @Test func `a held answer is decided again once its cause is mended`() async throws {
        let ana = try await person("demo-ana")
        let text = mail(from: "new@example.org", calendar(uid: ana.invitation.uid, attendee: "new@example.org"))
        #expect(try await take(text).verdict == "held")
        try await operation.change { records in
            var contact = try records.contacts.one(Identifier(trusted: "demo-ana"))
            contact.channels = [SafeChannel(kind: .email, address: "new@example.org")]
            _ = try records.contacts.save(contact)
        }
        #expect(try await take(text).state == "accepted")
        #expect(try await operation.reports.summary().heldReplies == 0)
    }

    @Test func `unreadable answers are left where they are and stop no other`() async throws {
        let ana = try await person("demo-ana"), address = "ana@rio-vivo.example"
        let good = calendar(uid: ana.invitation.uid, attendee: address)
        let folder = "\(installation.folder.path)/in"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let files = [
            "1.eml": "not a mail at all", "2.ics": "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
            "3.eml": mail(from: address, "garbage"),
            "4.eml": mail(from: address, good, extra: "Auto-Submitted: auto-replied\r\n"),
            "5.eml": mail(from: address, good),
        ]
        for (name, text) in files { try installation.folder.write(text, to: "in/\(name)") }
        let reports = try await operation.replies.importFiles([folder])
        #expect(reports.map(\.verdict) == ["refused", "refused", "refused", "held", "applied"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 5)
        #expect(try await person("demo-ana").invitation.state == .accepted)
    }

    @Test func `an answer to the old time does not count for the new`() async throws {
        let ana = try await person("demo-ana"), address = "ana@rio-vivo.example"
        let times = try await operation.convenings.findTimes(for: id, count: 3)
        _ = try await operation.invitations.reschedule(id, to: times.proposals[1].start)
        let late = try await take(mail(from: address, calendar(uid: ana.invitation.uid, attendee: address)))
        #expect(late.reason == "it replies to an earlier version of the invitation")
        #expect(try await person("demo-ana").invitation.state == .needsAction)
        let current = try await take(
            mail(from: address, calendar(uid: ana.invitation.uid, attendee: address, sequence: 1)), as: "new.eml")
        #expect(current.state == "accepted")
    }
}
