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

/// What leaves is what was cleared, and whom it shows is what is on record.
@Suite struct ClearedTests {
    let installation: TestInstallation
    var operation: Operation { installation.operation }

    init() async throws { installation = try await TestInstallation() }

    @Test func `the bytes of a mail say what was cleared and nothing else`() async throws {
        let ana = try await operation.read { try $0.contacts.one(Identifier(trusted: "demo-ana")) }
        for kind in MessageKind.allCases {
            guard case .person = kind.audience else { continue }
            var recipient = ana
            recipient.consents = Consent.Purpose.allCases.map {
                Consent(purpose: $0, channel: .email, evidence: "test", given: People.today)
            }
            let calendar = Array("BEGIN:VCALENDAR\r\nCOMMENT:calendar of \(kind)\r\nEND:VCALENDAR\r\n".utf8)
            let draft = MailDraft(
                kind: kind, to: recipient, about: "cv-1", in: .english, subject: "Subject of \(kind)",
                text: "Text of \(kind).\n", html: "<p>Page of \(kind).</p>",
                calendar: .init(bytes: calendar, method: "REQUEST"))
            let gate = DisclosureGate(today: People.today.adding(days: 1))
            let envelope = try operation.senderIdentity.envelope(
                try gate.clear(draft, hiding: HiddenPeople([])), id: Identifier(trusted: "msg-\(kind)"),
                orderingKey: "iv-1", at: People.now)
            let bytes = String(decoding: envelope.payload, as: UTF8.self)
            #expect(envelope.kind == kind && envelope.about == "cv-1" && envelope.shows.isEmpty)
            #expect(bytes.contains("Subject: Subject of \(kind)\r\n"))
            // Every text part whole, and no part beside these: a word more is found as well as a word less.
            #expect(
                try MailReader.text(envelope.payload)
                    == ["Subject of \(kind)", "Text of \(kind).\r\n", String(decoding: calendar, as: UTF8.self)].joined(
                        separator: "\n\n"))
            let parts = bytes.split(separator: "\r\n--").filter { $0.contains("Content-Type: ") }.map { part in
                part.firstRange(of: "\r\n\r\n").map { String(part[$0.upperBound...]) } ?? ""
            }
            #expect(parts.count == 6 && parts.contains("<p>Page of \(kind).</p>"), "\(parts)")
            #expect(try MailReader.read(envelope.payload).calendars == [calendar])
        }
    }

    @Test func `an open convening's mails list those whom the store says that they show`() async throws {
        let convening = try await operation.convenings.create(
            blueprint: "training", title: "Open training", zone: nil, first: nil, last: nil, venue: nil, link: nil,
            visibility: .open)
        let named = ["demo-ana", "demo-ixchel", "demo-marisol"].map { Contact.ID(trusted: $0) }
        _ = try await operation.invitees.add(to: convening.id, named: named, sectors: [], countries: [], theme: nil)
        _ = try await operation.convenings.book(convening.id, at: People.now.adding(.seconds(30 * 86_400)))
        _ = try await operation.invitations.invite(convening.id)
        let addresses = try await operation.read { records in
            try Dictionary(
                uniqueKeysWithValues: records.names.contacts(ids: named.map(\.text)).map {
                    ($0.id, $0.email?.rawValue ?? "")
                }
            )
        }
        let (mails, shown) = try await operation.read { records in
            (try records.outbox.all(), try records.mails.unsentMails(about: convening.id))
        }
        #expect(mails.count == 3 && shown.count == 3)
        for (mail, record) in zip(mails, shown) {
            #expect(mail.id.text == record.id && record.shows == Set(named))
            let calendar = try #require(try MailReader.read(mail.payload).calendars.first)
            let lines = String(decoding: calendar, as: UTF8.self).replacing("\r\n ", with: "")
            let listed = Set(
                lines.split(separator: "\r\n").filter { $0.hasPrefix("ATTENDEE") }.compactMap { line in
                    line.firstRange(of: "mailto:").map { String(line[$0.upperBound...]) }
                })
            #expect(listed == Set(record.shows.compactMap { addresses[$0] }))
        }
    }

    /// One who is listed and not said to be shown is found by the gate.
    @Test func `a mail that shows one person too many is not let out`() throws {
        let ana = try People.contact("ana"), other = try People.contact("other", name: "Ixchel Tzoc Ramírez")
        let calendar = Array(
            "BEGIN:VCALENDAR\r\nATTENDEE;CN=Ixchel Tzoc Ramí\r\n rez:mailto:other@example.org\r\n".utf8)
        func draft(showing: Set<Contact.ID>) -> MailDraft {
            MailDraft(
                kind: .invitation, to: ana, about: "cv-1", in: .english, subject: "s", text: "t", html: "h",
                calendar: .init(bytes: calendar, method: "REQUEST"), showing: showing)
        }
        let gate = DisclosureGate(today: People.today), hidden = HiddenPeople([ana, other])
        #expect(
            refusal { try gate.clear(draft(showing: [ana.id]), hiding: hidden) } == Refusal(.notAllowed, at: "ana"))
        #expect(refusal { try gate.clear(draft(showing: [ana.id, other.id]), hiding: hidden) } == nil)
    }
}
