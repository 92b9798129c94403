import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import ConveningService
@testable import ReplyService
@testable import CustodyService
@testable import Delivery
@testable import DirectoryFiles
@testable import FollowUpService
@testable import Installation
@testable import PeopleService
@testable import ReportService
@testable import StatementService

@Suite struct SubjectTests {
    let ana: Contact.ID = Identifier(trusted: "demo-ana")

    /// An installation in which Ana was invited, answered, signed, and is named in minutes on the record.
    private func filled(_ kind: EngineKind) async throws -> TestInstallation {
        let installation = try await TestInstallation(kind)
        var operation: Operation { installation.operation }
        let id = try await installation.invitedRoundtable()
        let person = try #require(try await operation.invitees.invited(to: id).first { $0.contact.id == ana })
        let reply = [
            "From: ana@rio-vivo.example", "To: officer@mission.example", "Subject: Re",
            "Content-Type: text/calendar; method=REPLY; charset=utf-8", "", "BEGIN:VCALENDAR", "VERSION:2.0",
            "METHOD:REPLY",
            "BEGIN:VEVENT", "UID:\(person.invitation.uid)", "DTSTAMP:20260305T120100Z", "SEQUENCE:0",
            "COMMENT:I come with Marisol Banegas", "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ana@rio-vivo.example",
            "END:VEVENT",
            "END:VCALENDAR", "",
        ].joined(separator: "\r\n")
        let path = try installation.folder.write(reply, to: "r.eml")
        #expect(try await operation.replies.importFiles([path]).first?.verdict == "applied")
        let statement = try await operation.statements.draft(
            title: "Rivers", texts: [.english: "We stand together."], embargo: nil, tlp: .clear)
        _ = try await operation.statements.open(statement.id, asking: [ana])
        _ = try await operation.statements.sign(
            statement.id, organization: Identifier(trusted: "demo-rio-vivo"), signatory: ana)
        _ = try await operation.actions.add(
            kind: .demarche, title: "Call on behalf of Ana Quintanilla", owner: "Mission", convening: nil, measure: nil,
            due: nil)
        return installation
    }

    @Test(arguments: EngineKind.here) func `the export holds the whole record and nobody else`(kind: EngineKind)
        async throws
    {
        let installation = try await filled(kind), folder = installation.folder.path
        let files = try await installation.operation.subjects.export(ana, to: folder)
        let texts = try files.map { try String(contentsOfFile: $0, encoding: .utf8) }
        for text in texts {
            for word in [
                "Ana Lucía Quintanilla", "ana@rio-vivo.example", "Lluvia", "Coordinator", "We stand together",
                "PARTSTAT=ACCEPTED",
                "Call on behalf of Ana", "directory.added", "in person, demonstration",
            ] { #expect(text.contains(word), "\(word)") }
            for word in ["Banegas", "Erazo", "marisol@", "tomas@"] { #expect(!text.contains(word), "\(word)") }
            #expect(text.contains("[withheld: names another person]"))
        }
    }

    @Test(arguments: EngineKind.here) func `an erasure leaves no byte and the audit verifies`(kind: EngineKind)
        async throws
    {
        let installation = try await filled(kind), operation = installation.operation
        let preview = try await operation.subjects.previewErasure(of: ana)
        #expect(preview.destroyed["messages"] == 2)
        #expect(preview.destroyed["replies"] == 1)
        #expect(preview.mentions.count == 1)
        #expect(!preview.isDone)
        let others = try await operation.read { try $0.contacts.all().filter { $0.id != ana } }
        _ = try await operation.subjects.erase(ana)
        #expect(try await operation.read { try $0.contacts.all() } == others)
        #expect(try await operation.audit.verify(against: []).broken == nil)
        await #expect { _ = try await operation.directory.show("demo-ana") } throws: {
            ($0 as? Problem)?.kind == .missingInput
        }
        #expect(try await operation.directory.search(DirectoryQuery(text: "quintanilla")).isEmpty)
        #expect(try await operation.directory.search(DirectoryQuery(text: "lluvia")).isEmpty)
        #expect(
            try installation.mails().allSatisfy { !String(decoding: $0.value, as: UTF8.self).contains("ana@rio-vivo") })
        #expect(try await operation.outbox.lines().count > 2, "the outbox is listed on")
        #expect(try await operation.reports.summary().convenings.count == 1)
        await #expect {
            _ = try await operation.directory.importDirectory(operation.directory.shippedPaths(withDemonstration: true))
        } throws: {
            "\($0)".contains("was erased on")
        }
    }

    @Test func `a hold forbids erasure until it is lifted`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        try await operation.subjects.hold(ana, reason: "File 12/2026")
        #expect(try await operation.subjects.previewErasure(of: ana).hold?.reason == "File 12/2026")
        await #expect { _ = try await operation.subjects.erase(ana) } throws: { "\($0)".contains("under a legal hold") }
        #expect(try await operation.read { try $0.contacts.one(ana) }.name == "Ana Lucía Quintanilla")
        try await operation.subjects.release(ana)
        #expect(try await operation.subjects.erase(ana).isDone)
    }

    @Test func `a hold keeps messages and answers from retention`() async throws {
        let installation = try await TestInstallation(settings: "retention:\n  messages: 30\n  replies: 30\n")
        var operation: Operation { installation.operation }
        _ = try await installation.invitedRoundtable()
        try await operation.subjects.hold(ana, reason: "File 12/2026")
        installation.clock.advance(31 * 86_400)
        let report = try await operation.subjects.retention(apply: true)
        #expect(report.lines.first { $0.kind == .messages }?.due.count == 11)
        #expect(
            try await operation.read { try $0.subjects.envelopes(to: ana) }.allSatisfy { !$0.payload.isEmpty })
        #expect(try installation.mails().count == 1)
    }

    @Test func `an erasure that was stopped is cleared up by the next`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        _ = try await installation.invitedRoundtable()
        let contact = try await operation.read { try $0.contacts.one(ana) }, now = installation.clock.now
        // Committed, and then the process was killed.
        try await operation.change { try $0.subjects.erase(contact, at: now) }
        #expect(try installation.mails().count == 12)
        #expect(try await operation.subjects.erase(ana).isDone)
        #expect(try installation.mails().count == 11)
    }

    @Test func `who waits for a mail and is erased gets none`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        let statement = try await operation.statements.draft(
            title: "Rivers", texts: [.english: "We stand together."], embargo: nil, tlp: .clear)
        _ = try await operation.statements.open(statement.id, asking: [ana])
        _ = try await operation.subjects.erase(ana)
        #expect(try await operation.outbox.deliver().attempts.isEmpty)
        #expect(try installation.mails().isEmpty)
    }

    @Test(arguments: EngineKind.here) func `what is older than the rules is shown first and then destroyed`(
        kind: EngineKind
    )
        async throws
    {
        let installation = try await TestInstallation(
            kind, settings: "retention:\n  messages: 30\n  replies: 30\n  contacts: 400\n")
        var operation: Operation { installation.operation }
        _ = try await installation.invitedRoundtable()
        let early = try await operation.subjects.retention(apply: false)
        #expect(early.lines.allSatisfy { $0.due.isEmpty })
        installation.clock.advance(31 * 86_400)
        let plan = try await operation.subjects.retention(apply: false)
        #expect(plan.lines.first { $0.kind == .messages }?.due.count == 12)
        #expect(try await operation.read { try $0.outbox.all() }.allSatisfy { !$0.payload.isEmpty })
        let done = try await operation.subjects.retention(apply: true)
        #expect(done.isDone)
        #expect(try await operation.read { try $0.outbox.all() }.allSatisfy { $0.payload.isEmpty })
        #expect(try installation.mails().isEmpty)
        #expect(try await operation.read { try $0.contacts.count() } == 15)
        installation.clock.advance(800 * 86_400)
        #expect(
            try await operation.subjects.retention(apply: false).lines.first { $0.kind == .contacts }?.due.count == 3)
        #expect(try await operation.audit.verify(against: []).broken == nil)
    }
}
