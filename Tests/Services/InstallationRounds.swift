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

extension TestInstallation {
    func convening(
        _ visibility: Visibility = .discreet, form: ConveningInput = ConveningInput(), venue: String? = "Library",
        people: [Contact.ID]? = nil
    ) async throws -> Convening.ID {
        let made = try await operation.convenings.create(
            blueprint: "consultation", title: "River defenders", zone: try ZoneName(parsing: "Europe/Brussels"),
            first: nil, last: nil, venue: venue, link: nil, visibility: visibility, form: form)
        _ = try await operation.invitees.add(
            to: made.id, named: people ?? ["demo-ana", "demo-hector"].map { Contact.ID(trusted: $0) }, sectors: [],
            countries: [], theme: nil)
        _ = try await operation.convenings.book(made.id, at: People.now.adding(.seconds(86_400 * 30)))
        return made.id
    }

    /// What was delivered since the last look: subject, readable text and calendar of each mail, by recipient.
    func left(_ seen: inout Set<String>) async throws -> [String: String] {
        _ = try await operation.outbox.deliver()
        var found: [String: String] = [:]
        for (name, mail) in try mails() where seen.insert(name).inserted {
            let text = try MailReader.text(mail).replacing("\r\n ", with: "")
            let to = String(decoding: mail, as: UTF8.self).split(separator: "\r\n").first { $0.hasPrefix("To: ") } ?? ""
            found[String(to.split(separator: "<").last?.dropLast() ?? ""), default: ""] += text
        }
        return found
    }

    func answer(
        _ person: Contact.ID, _ id: Convening.ID, _ answer: String, sequence: Int = 0,
        stamp: String = "20260305T120000Z",
        extra: String = "", method: String = "REPLY"
    ) async throws -> ReplyImportReport {
        let invited = try #require(try await operation.invitees.invited(to: id).first { $0.contact.id == person })
        let address = try #require(invited.contact.email)
        let text = [
            "From: \(address)", "To: officer@mission.example", "Subject: Re",
            "Content-Type: text/calendar; method=\(method)", "", "BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:\(method)",
            "BEGIN:VEVENT", "UID:\(invited.invitation.uid)", "DTSTAMP:\(stamp)", "SEQUENCE:\(sequence)",
            "ATTENDEE;PARTSTAT=\(answer):mailto:\(address)", extra, "END:VEVENT", "END:VCALENDAR", "",
        ].filter { !$0.isEmpty || $0 == "" }.joined(separator: "\r\n").replacing("\r\n\r\nEND", with: "\r\nEND")
        return try await operation.replies.take(Array(text.utf8), from: "test")
    }
}

extension Replies {
    /// Takes one message, as a batch takes each of its messages.
    func take(_ bytes: [UInt8], from place: String) async throws -> ReplyImportReport {
        try await operation.parser.reading(readingOrder) { try await take(bytes, from: place, by: $0) }
    }
}
