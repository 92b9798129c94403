import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import ConveningService
@testable import ReplyService
@testable import Delivery
@testable import Installation

/// Replies that look genuine and are not plain: each waits for the officer, says whose it is, and loses nothing.
@Suite struct OddReplyTests {
    let installation: TestInstallation
    let id: Convening.ID
    var operation: Operation { installation.operation }
    private let address = "ana@rio-vivo.example"

    init() async throws {
        installation = try await TestInstallation()
        id = try await installation.invitedRoundtable(visibility: .discreet)
    }

    private func invitation() async throws -> Invitation {
        try #require(
            try await operation.read { try $0.invitations.all(of: id) }.first { $0.contact.text == "demo-ana" })
    }

    private func mail(
        from: String? = nil, type: String = "text/calendar; method=REPLY; charset=utf-8", head: [String] = [],
        method: String = "REPLY", stamp: String = "20260305T120100Z", attendee: String? = nil, extra: [String] = [],
        zone: [String] = []
    ) async throws -> [UInt8] {
        let lines =
            ["From: \(from ?? address)", "To: officer@mission.example", "MIME-Version: 1.0", "Content-Type: \(type)"]
            + head + ["", "BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:\(method)"] + zone
            + ["BEGIN:VEVENT", "UID:\(try await invitation().uid)", "DTSTAMP:\(stamp)", "SEQUENCE:0"]
            + [attendee ?? "ATTENDEE;PARTSTAT=ACCEPTED:mailto:\(address)"] + extra + [
                "END:VEVENT", "END:VCALENDAR", "",
            ]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    private func take(_ bytes: [UInt8]) async throws -> ReplyImportReport {
        try await operation.replies.take(bytes, from: "test")
    }

    private func isHeld(_ bytes: [UInt8], _ reason: HoldReason = .odd) async throws -> ReplyImportReport {
        let report = try await take(bytes)
        #expect(report.verdict == "held", "\(report)")
        #expect(try await operation.replies.quarantine().map(\.reason) == [reason.rawValue])
        #expect(try await invitation().state == .needsAction)
        #expect(report.invitation == (try await invitation().id))
        return report
    }

    @Test(arguments: ["REQUEST", "CANCEL", "request"])
    func `a mail that names another method than its calendar object`(method: String) async throws {
        let report = try await isHeld(try await mail(type: "text/calendar; method=\(method); charset=utf-8"))
        #expect(report.reason == "the mail and the calendar object in it name different methods")
        #expect(try await operation.replies.accept(try #require(report.quarantine)).state == "accepted")
    }

    @Test(arguments: [
        ["ORGANIZER:mailto:mallory@evil.example"], ["ORGANIZER:invalid:nomail"],
        ["ORGANIZER:mailto:officer@mission.example", "ORGANIZER:mailto:mallory@evil.example"],
    ])
    func `another organizer, or several`(lines: [String]) async throws {
        #expect(try await isHeld(try await mail(extra: lines)).reason == Reply.Oddity.organizer.meaning)
    }

    @Test(arguments: [
        "ORGANIZER:mailto:officer@mission.example", "ORGANIZER;CN=X;EMAIL=officer@mission.example:urn:uuid:1",
        "ORGANIZER:MAILTO:Officer+tag@Mission.example",
    ])
    func `our own organizer is no reason to hold`(line: String) async throws {
        #expect(try await take(try await mail(extra: [line])).verdict == "applied")
    }

    @Test func `two replies for one attendee`() async throws {
        let line = "ATTENDEE;PARTSTAT=ACCEPTED;PARTSTAT=DECLINED:mailto:\(address)"
        #expect(try await isHeld(try await mail(attendee: line)).reason == Reply.Oddity.answer.meaning)
    }

    @Test(arguments: [
        "\"mallory@evil.example\" <ana@rio-vivo.example>", "mallory@evil.example\r\n <ana@rio-vivo.example>",
        "<@relay.example:ana@rio-vivo.example>",
    ])
    func `a sender that is also another`(from: String) async throws {
        let report = try await take(try await mail(from: from))
        #expect(["held", "refused"].contains(report.verdict), "\(report)")
        #expect(try await invitation().state == .needsAction)
    }

    @Test func `someone else sent it`() async throws {
        _ = try await isHeld(try await mail(head: ["Sender: mallory@evil.example"]), .sentByAnother)
        let line = "ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY=\"mailto:mallory@evil.example\":mailto:\(address)"
        let report = try await take(try await mail(attendee: line))
        #expect(report.reason == HoldReason.sentByAnother.meaning)
    }

    @Test func `a calendar service that sends for its users is no stranger`() async throws {
        let head = ["Sender: Google Calendar <calendar-notification@google.com>"]
        #expect(try await take(try await mail(head: head)).verdict == "applied")
    }

    @Test func `a transfer encoding that nobody knows`() async throws {
        _ = try await isHeld(try await mail(head: ["Content-Transfer-Encoding: x-rot13"]))
    }

    @Test(arguments: ["2026-11-26", "20260305", "yesterday"])
    func `a stamp that is none`(stamp: String) async throws {
        let report = try await take(try await mail(stamp: stamp))
        #expect(report.verdict == "refused" && report.quarantine != nil, "\(report)")
    }

    @Test func `what a person wrote is kept sealed and shown with the reply`() async throws {
        let report = try await take(
            try await mail(
                attendee: "ATTENDEE;PARTSTAT=ACCEPTED;X-RESPONSE-COMMENT=\"J'ai besoin\":mailto:\(address)",
                extra: ["COMMENT:d'une interprétation", "COMMENT:et d'un accès"]))
        let words = "J'ai besoin / d'une interprétation / et d'un accès"
        #expect(report.note == words)
        let entry = try #require(
            try await operation.invitations.all(to: id).first { $0.contact == "demo-ana" })
        #expect(entry.notes == ["wrote \u{201C}\(words)\u{201D}"])
        let message = try #require(entry.messages.first)
        #expect(message.note == words)
        #expect(try await operation.replies.show(message.message).text.contains("interprétation"))
    }

    @Test
    func `words of a reply that waits are not shown as the person's, and SENT-BY counts once the officer says so`()
        async throws
    {
        let line = "ATTENDEE;PARTSTAT=ACCEPTED;SENT-BY=\"mailto:aide@rio-vivo.example\":mailto:\(address)"
        let report = try await take(try await mail(attendee: line, extra: ["COMMENT:Call me at noon"]))
        #expect(report.reason == HoldReason.sentByAnother.meaning)
        #expect(try await operation.invitations.all(to: id).allSatisfy { $0.notes.isEmpty && $0.messages.isEmpty })
        #expect(try await operation.replies.accept(try #require(report.quarantine)).state == "accepted")
        #expect(
            try await operation.invitations.all(to: id).flatMap(\.notes) == ["wrote \u{201C}Call me at noon\u{201D}"])
    }

    @Test func `an automatic reply is shown at the invitation, however it is found`() async throws {
        let away = "From: \(address)\r\nAuto-Submitted: auto-replied\r\nSubject: Away\r\n\r\nUntil Monday.\r\n"
        #expect(try await take(Array(away.utf8)).invitation == (try await invitation().id))
        let entry = try #require(
            try await operation.invitations.all(to: id).first { $0.contact == "demo-ana" })
        #expect(entry.notes == ["an automatic reply came"])
    }

    @Test(arguments: Bounce.all)
    func `a mail that came back is shown at its invitation`(bounce: Bounce) async throws {
        let sent = try #require(try await operation.outbox.lines().first { $0.recipient == "demo-ana" }).envelope
        let report = try await take(bounce.text(id: "\(sent)@mission.example", address: address))
        #expect(report.reason == HoldReason.bounce.meaning)
        #expect(report.invitation == (try await invitation().id))
        // One that names an address only may be anybody's.
        #expect(try await (invitation().bouncedAt != nil) == (bounce.family != "without the mail"))
    }

    private let customZone = [
        "BEGIN:VTIMEZONE", "TZID:Customized Time Zone", "BEGIN:STANDARD", "DTSTART:16010101T030000",
        "TZOFFSETFROM:+0200", "TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "END:STANDARD",
        "BEGIN:DAYLIGHT", "DTSTART:16010101T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200",
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE",
    ]

    @Test(arguments: [("20260405T170000", "2026-04-05T09:00:00"), ("20260326T170000", "2026-03-26T10:00:00")])
    func `a zone that only the message knows is what it says`(written: String, ours: String) async throws {
        let report = try await take(
            try await mail(
                type: "text/calendar; method=COUNTER; charset=utf-8", method: "COUNTER",
                attendee: "ATTENDEE;PARTSTAT=TENTATIVE:mailto:\(address)",
                extra: ["DTSTART;TZID=Customized Time Zone:\(written)"], zone: customZone))
        #expect(report.reason == HoldReason.counterProposal.meaning)
        let name = try #require(report.quarantine)
        #expect(try await operation.replies.show(name).proposal?.hasPrefix(ours) == true)
        #expect(try await operation.replies.accept(name).state?.hasPrefix("rescheduled") == true)
    }
}
