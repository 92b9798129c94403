import Coordination
import Fixtures
import Foundation
import Mail
import Storage
import Testing

@testable import ConveningService
@testable import ReplyService
@testable import Delivery
@testable import Installation
@testable import ReportService

/// Replies as other programs write them: what RFCs allow counts, what is odd waits for the officer.
@Suite struct ForeignReplyTests {
    let installation: TestInstallation
    let id: Convening.ID
    var operation: Operation { installation.operation }

    init() async throws {
        installation = try await TestInstallation()
        id = try await installation.invitedRoundtable(visibility: .discreet)
    }

    private func invitation() async throws -> Invitation {
        try #require(
            try await operation.read { try $0.invitations.all(of: id) }.first { $0.contact.text == "demo-ana" })
    }

    private func address() async throws -> String {
        try await operation.read { try $0.contacts.one(Identifier(trusted: "demo-ana")).email?.rawValue ?? "" }
    }

    /// - Parameter part: headers of the calendar part, by which its bytes are read.
    private func take(
        _ event: [String], part: String = "Content-Type: text/calendar; charset=utf-8; method=REPLY",
        head: [String] = [],
        as encode: (String) -> [UInt8] = { Array($0.utf8) }
    ) async throws -> ReplyImportReport {
        let address = try await address(), uid = try await invitation().uid
        let stamp = ["UID:\(uid)", "DTSTAMP:20260305T120100Z", "SEQUENCE:0"]
        let calendar =
            ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//EN", "METHOD:REPLY", "BEGIN:VEVENT"] + stamp
            + event.map { $0.replacing("ANA", with: address) } + ["END:VEVENT", "END:VCALENDAR", ""]
        let headers =
            head + [
                "From: \(address)", "To: officer@mission.example", "Subject: Accepted",
                "Message-ID: <\(UInt64.random(in: 0 ... .max))@x>",
                "Date: Thu, 05 Mar 2026 12:01:00 +0000", "MIME-Version: 1.0", part, "Content-Transfer-Encoding: base64",
                "", "",
            ]
        let body = Data(encode(calendar.joined(separator: "\r\n"))).base64EncodedString(
            options: .lineLength76Characters)
        return try await operation.replies.take(
            Array((headers.joined(separator: "\r\n") + body + "\r\n").utf8), from: "test")
    }

    private let accepted = "ATTENDEE;PARTSTAT=ACCEPTED;CN=Añá:mailto:ANA"

    @Test func `it is said when the trusted server is silent in the mails that come`() async throws {
        let other = try await TestInstallation(
            settings: "replies:\n  trusted: mx.mission.example\n  maildir: /nowhere\n")
        func verdict() async -> Finding.Verdict? {
            await Installation.examine(home: other.opened.home, resources: other.opened.resources, now: People.now)
                .first { $0.subject == "senders of replies" }?.verdict
        }
        func take(_ head: String) async throws {
            let mail = "\(head)From: a@b.example\r\nMessage-ID: <\(head.count)@x>\r\nSubject: x\r\n\r\nx\r\n"
            _ = try await other.operation.replies.take(Array(mail.utf8), from: "test")
        }
        #expect(await verdict() == nil)
        try await take("")
        #expect(await verdict() == .notice)
        try await take("Authentication-Results: mx.mission.example; dkim=pass header.d=b.example\r\n")
        #expect(await verdict() == .good)
    }

    @Test(arguments: ["iso-8859-1", "windows-1252", "utf-16"])
    func `the charset of the part counts`(charset: String) async throws {
        let encoding: String.Encoding =
            ["iso-8859-1": .isoLatin1, "windows-1252": .windowsCP1252, "utf-16": .utf16][charset] ?? .utf8
        let report = try await take([accepted], part: "Content-Type: text/calendar; charset=\(charset); method=REPLY") {
            Array($0.data(using: encoding) ?? Data())
        }
        #expect(report.verdict == "applied", "\(report.reason ?? "")")
    }

    @Test(arguments: [
        "Content-Type: application/octet-stream; name=\"invite.ics\"",
        "Content-Type: text/x-vcalendar; name=invite.ics",
        "Content-Type: text/plain; charset=utf-8; name=\"invite.ICS\"",
        "Content-Type: application/ics; name=\"invíte.ics\"",
    ])
    func `a calendar object that is attached as a file is read`(part: String) async throws {
        let report = try await take([accepted], part: part)
        #expect(report.verdict == "applied", "\(report.reason ?? "")")
    }

    @Test(arguments: [
        ["ATTENDEE;PARTSTAT=ACCEPTED;EMAIL=ANA:urn:uuid:0e7602cc-443e-4b82-b4b1-90f62f99a199"],
        ["ATTENDEE;PARTSTAT=ACCEPTED:mailto:ANA", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:officer@mission.example"],
        [
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ANA",
            "DTSTART;TZID=/freeassociation.sourceforge.net/America/Tegucigalpa:20260405T090000",
        ],
        ["ATTENDEE;PARTSTAT=ACCEPTED:mailto:ANA", "DTSTART;TZID=Central America Standard Time:20260405T090000"],
        ["ATTENDEE;PARTSTAT=ACCEPTED:mailto:ANA", "DTSTART;TZID=tzone://Microsoft/Utc:20260405T090000"],
    ])
    func `forms of other programs are applied`(event: [String]) async throws {
        let report = try await take(event)
        #expect(report.verdict == "applied", "\(report.reason ?? "")")
    }

    @Test(arguments: [
        "ATTACH:file:///etc/passwd", "ATTACH;VALUE=BINARY;ENCODING=BASE64:AAAA", "RRULE:FREQ=SECONDLY;COUNT=9",
        "RRULE:FREQ=WEEKLY;COUNT=4", "RDATE:20260406T140000Z", "EXRULE:FREQ=DAILY",
        "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nEND:VALARM",
        "DTSTART;TZID=../../etc/passwd:20260405T090000",
        "DTSTART;TZID=Nowhere/Land:20260405T090000",
    ])
    func `what no reply needs is held and counts by the officer's word`(line: String) async throws {
        let report = try await take([accepted, line])
        #expect(report.verdict == "held", "\(report.reason ?? "")")
        #expect(try await operation.replies.quarantine().map(\.reason) == ["odd"])
        #expect(report.invitation == (try await invitation().id))
        #expect(try await invitation().state == .needsAction)
        let name = try #require(report.quarantine)
        #expect(try await operation.replies.accept(name).state == "accepted")
        #expect(try await invitation().state == .accepted)
    }

    @Test(arguments: [
        "Authentication-Results: elsewhere.example; dmarc=fail header.from=rio-vivo.example",
        "Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=x.example; dmarc=fail action=none",
    ])
    func `a forgery is held whoever found it`(header: String) async throws {
        let report = try await take([accepted], head: [header])
        #expect(report.verdict == "held" && report.reason == HoldReason.authenticationFailed.meaning)
    }

    @Test func `a revision that a program raised by itself counts by the officer's word`() async throws {
        let address = try await address(), uid = try await invitation().uid
        let text = [
            "From: \(address)", "To: officer@mission.example", "Message-ID: <raised@x>", "MIME-Version: 1.0",
            "Content-Type: text/calendar; method=REPLY; charset=utf-8", "", "BEGIN:VCALENDAR", "VERSION:2.0",
            "METHOD:REPLY",
            "BEGIN:VEVENT", "UID:\(uid)", "DTSTAMP:20260305T120100Z", "SEQUENCE:3",
            "ATTENDEE;PARTSTAT=DECLINED:mailto:\(address)",
            "END:VEVENT", "END:VCALENDAR", "",
        ].joined(separator: "\r\n")
        let report = try await operation.replies.take(Array(text.utf8), from: "test")
        #expect(report.reason == HoldReason.unknownRevision.meaning)
        #expect(try await operation.replies.accept(try #require(report.quarantine)).state == "declined")
    }

    @Test func `a message with a NUL is kept and moves nothing`() async throws {
        let address = try await address(), uid = try await invitation().uid
        let text =
            "From: \(address)\u{0}.evil\r\nTo: officer@mission.example\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:REPLY\r\nBEGIN:VEVENT\r\nUID:\(uid)\r\n"
            + "DTSTAMP:20260305T120100Z\r\nATTENDEE;PARTSTAT=ACCEPTED:mailto:\(address)\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        #expect(try await operation.replies.take(Array(text.utf8), from: "test").verdict == "refused")
        #expect(try await invitation().state == .needsAction)
    }

    @Test func `updates of one second have stamps that rise`() async throws {
        let convening = try await installation.invitedRoundtable(visibility: .open)
        _ = try await operation.outbox.deliver()
        var seen: Set<String> = Set(try installation.mails().keys), stamps: [String] = []
        for title in ["two", "three", "four"] {
            var edit = ConveningEditInput()
            edit.title = title
            _ = try await operation.invitations.edit(convening, edit, atOnce: true)
            _ = try await operation.outbox.deliver()
            let fresh = try installation.mails().filter { !seen.contains($0.key) }
            seen.formUnion(fresh.keys)
            let calendars = try fresh.values.flatMap { try MailReader.read($0).calendars }.map {
                String(decoding: $0, as: UTF8.self)
            }
            let found = Set(
                calendars.flatMap { $0.split(whereSeparator: \.isNewline) }.filter { $0.hasPrefix("DTSTAMP:") })
            #expect(found.count == 1)
            stamps += found.map(String.init)
        }
        #expect(stamps == stamps.sorted() && Set(stamps).count == 3, "\(stamps)")
    }

    @Test func `one message answers for one person`() async throws {
        let uid = try await invitation().uid, address = try await address()
        let other = try #require(
            try await operation.read { try $0.invitations.all(of: id) }.first { $0.contact.text != "demo-ana" })
        let hers = try await operation.read { try $0.contacts.one(other.contact).email?.rawValue ?? "" }
        let events = [(uid, address), (other.uid, hers)].flatMap { uid, address in
            [
                "BEGIN:VEVENT", "UID:\(uid)", "DTSTAMP:20260305T120100Z", "SEQUENCE:0",
                "ATTENDEE;PARTSTAT=DECLINED:mailto:\(address)", "END:VEVENT",
            ]
        }
        let lines =
            [
                "From: \(address)", "To: officer@mission.example", "Message-ID: <two@x>", "MIME-Version: 1.0",
                "Content-Type: text/calendar; method=REPLY; charset=utf-8", "", "BEGIN:VCALENDAR", "VERSION:2.0",
                "METHOD:REPLY",
            ] + events + ["END:VCALENDAR", ""]
        let report = try await operation.replies.take(Array(lines.joined(separator: "\r\n").utf8), from: "test")
        #expect(report.reason == HoldReason.severalAttendees.meaning)
        await #expect(throws: Problem.self) { _ = try await operation.replies.accept(try #require(report.quarantine)) }
        #expect(try await operation.read { try $0.invitations.all(of: id) }.allSatisfy { $0.state != .declined })
    }

    @Test func `who sent it and what is odd about it are accepted one after the other`() async throws {
        let address = try await address(), uid = try await invitation().uid
        let lines = [
            "From: private@elsewhere.example", "To: officer@mission.example", "Message-ID: <odd@x>",
            "MIME-Version: 1.0",
            "Content-Type: text/calendar; method=REPLY; charset=utf-8", "", "BEGIN:VCALENDAR", "VERSION:2.0",
            "METHOD:REPLY",
            "BEGIN:VEVENT", "UID:\(uid)", "DTSTAMP:20260305T120100Z", "SEQUENCE:0", "ATTACH:file:///etc/passwd",
            "ATTENDEE;PARTSTAT=ACCEPTED:mailto:\(address)", "END:VEVENT", "END:VCALENDAR", "",
        ]
        let report = try await operation.replies.take(Array(lines.joined(separator: "\r\n").utf8), from: "test")
        #expect(report.reason == HoldReason.senderDiffers.meaning)
        let name = try #require(report.quarantine)
        #expect(try await operation.replies.accept(name).reason == HoldReason.odd.meaning)
        #expect(try await invitation().state == .needsAction)
        #expect(try await operation.replies.accept(name).state == "accepted")
    }

    @Test func `an invitation that is sent back with the answer is no second answer`() async throws {
        let address = try await address(), uid = try await invitation().uid
        let object = { (method: String) in
            [
                "BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:\(method)", "BEGIN:VEVENT", "UID:\(uid)",
                "DTSTAMP:20260305T120100Z",
                "SEQUENCE:0", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:\(address)", "END:VEVENT", "END:VCALENDAR",
            ].joined(separator: "\r\n")
        }
        let lines = [
            "From: \(address)", "To: officer@mission.example", "Message-ID: <back@x>", "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=b", "", "--b",
            "Content-Type: text/calendar; method=REPLY; charset=utf-8", "",
            object("REPLY"), "--b", "Content-Type: application/octet-stream; name=invite.ics", "", object("REQUEST"),
            "--b--", "",
        ]
        #expect(
            try await operation.replies.take(Array(lines.joined(separator: "\r\n").utf8), from: "test").verdict
                == "applied")
    }

    @Test func `one message may answer several invitations`() async throws {
        let other = try await installation.invitedRoundtable(visibility: .discreet), address = try await address()
        let uids = try await [id, other].asyncMap { convening in
            try await operation.read { try $0.invitations.all(of: convening) }.first { $0.contact.text == "demo-ana" }?
                .uid ?? ""
        }
        let events = zip(uids, ["ACCEPTED", "DECLINED"]).flatMap { uid, state in
            [
                "BEGIN:VEVENT", "UID:\(uid)", "DTSTAMP:20260305T120100Z", "SEQUENCE:0",
                "ATTENDEE;PARTSTAT=\(state):mailto:\(address)", "END:VEVENT",
            ]
        }
        let lines =
            [
                "From: \(address)", "To: officer@mission.example", "Message-ID: <both@x>", "MIME-Version: 1.0",
                "Content-Type: text/calendar; method=REPLY; charset=utf-8", "", "BEGIN:VCALENDAR", "VERSION:2.0",
                "METHOD:REPLY",
            ] + events + ["END:VCALENDAR", ""]
        let bytes = Array(lines.joined(separator: "\r\n").utf8)
        #expect(try await operation.replies.take(bytes, from: "test").state == "accepted; declined")
        #expect(try await operation.replies.take(bytes, from: "test").verdict == "duplicate")
    }
}

extension Array {
    fileprivate func asyncMap<Other>(_ change: (Element) async throws -> Other) async rethrows -> [Other] {
        var result: [Other] = []
        for element in self { result.append(try await change(element)) }
        return result
    }
}
