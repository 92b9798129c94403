import Coordination
import Fixtures
import Mail
import Testing

@Suite struct MailTests {
    private func message(
        subject: String = "Mesa redonda — señal", name: String = "Ana Quintanilla",
        text: String = "Línea\n\n.punto\nFrom x\n",
        calendar: MailDraft.Calendar? = .init(
            bytes: Array("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".utf8), method: "REQUEST")
    ) throws -> MailMessage {
        MailMessage(
            id: "msg-1", from: .init(name: "Officer", address: try EmailAddress(parsing: "officer@mission.example")),
            to: .init(name: name, address: try EmailAddress(parsing: "ana@example.org")),
            date: Instant(seconds: 1_772_712_000),
            subject: subject, text: text, html: "<p>Línea</p>", language: .spanish, calendar: calendar)
    }

    @Test func `the same mail is the same bytes with CRLF`() throws {
        let bytes = try MailWriter.write(try message())
        #expect(try MailWriter.write(try message()) == bytes)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(!text.replacing("\r\n", with: "").contains { $0 == "\n" || $0 == "\r" })
        #expect(text.contains("Message-Id: <msg-1@mission.example>"))
        #expect(text.contains("Date: Thu, 05 Mar 2026 12:00:00 +0000"))
        #expect(text.contains("method=REQUEST"))
        #expect(text.utf8.allSatisfy { $0 < 128 })
    }

    @Test func `the calendar comes back as it was put in`() throws {
        let mail = try MailReader.read(try MailWriter.write(try message()))
        #expect(mail.from?.rawValue == "officer@mission.example")
        #expect(mail.calendars == [Array("BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".utf8)])
        #expect(mail.origin == .person)
    }

    @Test(arguments: ["a\r\nBcc: x@evil.invalid", "a\nb", "a\u{0}b", "a\u{202E}b"])
    func `no header can be broken out of`(bad: String) throws {
        #expect(refusal { try MailWriter.write(try message(subject: bad)) } == Refusal(.badData, at: "subject"))
        #expect(refusal { try MailWriter.write(try message(name: bad)) } == Refusal(.badData, at: "recipient's name"))
    }

    @Test func `awkward names stay one recipient`() throws {
        for name in ["\"x\" <a@evil.invalid>, b", "a, b", "=?utf-8?q?x?=", "日本, 語"] {
            let text = String(decoding: try MailWriter.write(try message(name: name)), as: UTF8.self)
            let to = text.split(separator: "\r\n").first { $0.hasPrefix("To: ") } ?? ""
            let reader = try MailReader.read(Array("From: \(to.dropFirst(4))\r\nSubject: x\r\n\r\n".utf8))
            #expect(reader.from?.rawValue == "ana@example.org", "\(to)")
        }
    }

    @Test func `machines are known by their headers`() throws {
        let note = "From: a@example.org\r\nAuto-Submitted: auto-replied\r\nSubject: x\r\n\r\naway\r\n"
        #expect(try MailReader.read(Array(note.utf8)).origin == .autoReply)
        let bounce =
            "From: a@example.org\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; a@b.example\r\nAction: ACTION\r\n\r\n--b--\r\n"
        #expect(
            try MailReader.read(Array(bounce.replacing("ACTION", with: "failed").utf8)).origin == .deliveryReport)
        #expect(try MailReader.read(Array(bounce.replacing("ACTION", with: "delayed").utf8)).origin == .autoReply)
    }

    @Test func `several senders are no sender`() throws {
        let mail = "From: a@example.org, b@example.org\r\nSubject: x\r\n\r\nx\r\n"
        #expect(try MailReader.read(Array(mail.utf8)).from == nil)
    }

    @Test func `hostile mails are refused`() throws {
        #expect(refusal { try MailReader.read(Array(repeating: 65, count: 2 << 20)) } == Refusal(.badData, at: "mail"))
        let parts =
            "Content-Type: multipart/mixed; boundary=b\r\n\r\n" + String(repeating: "--b\r\n\r\nx\r\n", count: 10_000)
        #expect(refusal { try MailReader.read(Array(parts.utf8)) } == Refusal(.badData, at: "mail"))
        var deep = "From: a@example.org\r\n"
        for level in 0..<90 { deep += "Content-Type: multipart/mixed; boundary=b\(level)\r\n\r\n--b\(level)\r\n" }
        #expect(refusal { try MailReader.read(Array(deep.utf8)) } == Refusal(.badData, at: "mail"))
        #expect(refusal { try MailReader.read([]) } == Refusal(.badData, at: "mail"))
    }

    private func verdict(_ fields: String..., from: String = "ana@example.org") throws -> ReplyOrigin.Authentication {
        let headers = fields.map { "Authentication-Results: \($0)\r\n" }.joined()
        return try MailReader.read(Array("\(headers)From: \(from)\r\nSubject: x\r\n\r\nx\r\n".utf8))
            .authentication(by: ["mx.mission.example"])
    }

    @Test func `only the topmost word of the trusted server counts`() throws {
        let own = "mx.mission.example; "
        #expect(try verdict(own + "spf=fail; dmarc=pass (p=reject) header.from=example.org") == .pass)
        #expect(try verdict("MX.Mission.Example 1; dmarc=pass header.from=EXAMPLE.org") == .pass)
        #expect(try verdict(own + "dmarc=fail header.from=example.org") == .fail)
        #expect(try verdict(own + "dmarc=none header.from=example.org") == .none)
        #expect(try verdict(own + "spf=pass") == .none)
        #expect(try verdict("mx.other.example; dmarc=pass header.from=example.org") == .none)
        #expect(
            try verdict(own + "dmarc=fail header.from=example.org", own + "dmarc=pass header.from=example.org") == .fail
        )
        #expect(try verdict(own + "dmarc=pass header.from=hostile.invalid") == .fail)
        #expect(try verdict(own + "dmarc=pass") == .fail)
    }

    /// A server repeats what a sender gave it, in quotes and comments.
    @Test(arguments: [
        "spf=pass smtp.mailfrom=\"; dmarc=pass header.from=example.org ;\"@evil.invalid; dmarc=fail header.from=example.org",
        "spf=pass (sender (a\\) b)) smtp.mailfrom=x@evil.invalid; dmarc=fail header.from=example.org",
        "spf=pass (said: ) ; dmarc=pass header.from=example.org ;) smtp.mailfrom=x; dmarc=fail header.from=example.org",
        "spf=pass smtp.mailfrom=\"(\"@evil.invalid; dmarc=fail header.from=example.org",
        "dmarc=pass header.from=example.org; dmarc=fail header.from=example.org",
        "dmarc=pass header.from=example.org header.from=evil.invalid",
        "spf=pass (never ends; dmarc=pass header.from=example.org",
        "spf=pass \"never ends; dmarc=pass header.from=example.org",
    ])
    func whatASenderWroteIntoItIsNotTheServersWord(field: String) throws {
        #expect(try verdict("mx.mission.example; " + field) == .fail)
    }
}

extension MailTests {
    private func word(_ headers: [String], _ servers: [String]) throws -> ReplyOrigin.Authentication {
        let text = (headers + ["From: ana@example.org", "Subject: x", "", "x", ""]).joined(separator: "\r\n")
        return try MailReader.read(Array(text.utf8)).authentication(by: servers)
    }

    @Test func `several servers may be trusted, and one that does not say its name`() throws {
        let pass = "dmarc=pass action=none header.from=example.org", received = "Received: from x by y; now"
        let unnamed = ["Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=x; \(pass)", received]
        #expect(try word(unnamed, ["unnamed"]) == .pass)
        #expect(try word([received] + unnamed, ["unnamed"]) == .pass)
        #expect(try word(unnamed, ["mx.mission.example"]) == .none)
        // What stands below no server's mark, the sender wrote.
        #expect(try word([received, unnamed[0]], ["unnamed"]) == .none)
        // Nor does one without a name count below the word of one that has it.
        #expect(
            try word(["Authentication-Results: a.example; dmarc=none", received] + unnamed, ["a.example", "unnamed"])
                == .none)
        #expect(try word(["Authentication-Results: b.example; \(pass)"], ["a.example", "b.example"]) == .pass)
        #expect(try word(["Authentication-Results: spf=pass; dmarc=fail", received], []) == .fail)
    }
}

extension MailTests {
    @Test func `one trusted server does not speak for another`() throws {
        let forged = "Authentication-Results: b.example; dmarc=pass header.from=example.org"
        let mail = ["Received: from x by y; now", "Authentication-Results: a.example; spf=pass", forged]
        #expect(try word(mail, ["a.example", "b.example"]) == .none)
    }

    @Test func `an apostrophe in an address is a letter of it`() throws {
        let text = "From: \"O'Neil\" <o'neil@example.org>\r\nSubject: x\r\n\r\nx\r\n"
        #expect(try MailReader.read(Array(text.utf8)).oddity == nil)
    }
}
