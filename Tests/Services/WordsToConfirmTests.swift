import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import ConveningService
@testable import CustodyService
@testable import Delivery
@testable import Installation

/// Words that may name people leave only once somebody has confirmed just these words.
@Suite struct WordsToConfirmTests {
    let installation: TestInstallation
    var operation: Operation { installation.operation }
    private let ana = Contact.ID(trusted: "demo-ana"), hector = Contact.ID(trusted: "demo-hector")

    init() async throws { installation = try await TestInstallation() }

    private func invited(_ form: ConveningInput = ConveningInput()) async throws -> Convening.ID {
        let id = try await installation.convening(form: form, people: [ana, hector])
        _ = try await operation.invitations.invite(id)
        _ = try await operation.outbox.deliver()
        return id
    }

    private func code(_ work: () async throws -> some Any) async throws -> String? {
        do {
            _ = try await work()
            return nil
        } catch let problem as Problem {
            #expect(problem.kind == .notAllowed)
            let text = "\(problem)"
            return text.firstRange(of: "--confirm ").map { String(text[$0.upperBound...].prefix(9)) }
        }
    }

    @Test(arguments: ["Héctor no puede viajar.", "La señora Quintanila está enferma.", "Хектор не приедет."])
    func `a reason that may name someone waits for a confirmation of just these words`(reason: String) async throws {
        let id = try await invited()
        let code = try #require(try await code { try await operation.invitations.cancel(id, reason: reason) })
        #expect(try await operation.convenings.show(id).convening.state == .invited)
        #expect(try await operation.outbox.lines(state: "waiting").isEmpty)
        // Neither other words nor another convening are confirmed by it.
        let other = operation.confirming(code).invitations
        #expect(try await self.code { try await other.cancel(id, reason: reason + " Ana tampoco.") } != nil)
        let second = try await invited()
        #expect(try await self.code { try await other.cancel(second, reason: reason) } != code)
        let preview = try await operation.invitations.preview(
            of: .cancellation(meeting: nil, reason: reason), to: id)
        #expect(preview.toConfirm?.code == code && preview.toConfirm?.findings.isEmpty == false)
        #expect(try await operation.confirming(code).invitations.cancel(id, reason: reason).queued == 2)
        let entries = try await operation.audit.entries(about: id.text, limit: 50)
        #expect(entries.contains { $0.verb == AuditEvent.wordsConfirm.rawValue })
    }

    @Test func `a venue that may name someone is confirmed when it is written, or not told`() async throws {
        let named = try await installation.convening(
            form: ConveningInput(placeHours: 48), venue: "Casa Quintanilla", people: [ana, hector])
        let asked = try #require(try await code { try await operation.invitations.invite(named) })
        #expect(try await operation.confirming(asked).invitations.invite(named).queued == 2)
        let id = try await invited(ConveningInput(placeHours: 48))
        for person in try await operation.invitations.all(to: id) {
            _ = try await operation.replies.record(person.code, .accepted)
        }
        let edit = ConveningEditInput(venue: "Casa Quintanilla")
        let code = try #require(try await code { try await operation.invitations.edit(id, edit) })
        #expect(try await operation.convenings.show(id).convening.venue == "Library")
        _ = try await operation.confirming(code).invitations.edit(id, edit)
        installation.clock.advance(86_400 * 29)
        #expect(try await operation.outbox.deliver().sent == 2)
    }

    @Test func `a program that finds such a venue by itself holds the mail`() async throws {
        let id = try await invited(ConveningInput(placeHours: 48))
        for person in try await operation.invitations.all(to: id) {
            _ = try await operation.replies.record(person.code, .accepted)
        }
        try await operation.change { records in
            var stored = try records.convenings.one(id)
            stored.venue = "Casa Quintanilla"
            try records.convenings.update(stored)
        }
        installation.clock.advance(86_400 * 29)
        let report = try await operation.outbox.deliver()
        #expect(report.sent == 0)
        let trouble = try #require(report.troubles.first)
        let code = String(trouble[try #require(trouble.firstRange(of: "--confirm ")).upperBound...].prefix(9))
        _ = try await operation.confirming(code).invitations.edit(id, ConveningEditInput())
        #expect(try await operation.outbox.deliver().sent == 2)
    }
}
