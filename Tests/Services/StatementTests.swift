import Coordination
import Fixtures
import Storage
import Testing

@testable import Delivery
@testable import DirectoryFiles
@testable import Installation
@testable import PeopleService
@testable import StatementService

@Suite struct StatementTests {
    let installation: TestInstallation
    var operation: Operation { installation.operation }

    init() async throws { installation = try await TestInstallation() }

    private func opened() async throws -> Statement.ID {
        let statement = try await operation.statements.draft(
            title: "T", texts: [.english: "Words."], embargo: nil, tlp: .clear)
        _ = try await operation.statements.open(statement.id, asking: [])
        return statement.id
    }

    @Test func `a statement is drafted in any language that has a code and with an embargo to come`() async throws {
        for code in ["en", "qu", "quc", "miq", "cab"] {
            let language = try Language(parsing: code)
            let drafted = try await operation.statements.draft(
                title: "T", texts: [language: "Words."], embargo: operation.now.adding(.seconds(60)), tlp: .clear)
            #expect(Array(drafted.edition.texts.keys) == [code])
        }
        #expect(
            await refusal {
                _ = try await operation.statements.draft(
                    title: "T", texts: [Language(parsing: "xx"): "Words."], embargo: nil, tlp: .clear)
            } == Refusal(.usage, at: "xx"))
        #expect(
            await refusal {
                _ = try await operation.statements.draft(
                    title: "T", texts: [.english: "Words."], embargo: operation.now, tlp: .clear)
            } == Refusal(.usage, at: "embargo"))
    }

    @Test func `only a person of the organization with consent signs for it`() async throws {
        let id = try await opened()
        #expect(
            await refusal {
                _ = try await operation.statements.sign(
                    id, organization: Identifier(trusted: "demo-rio-vivo"),
                    signatory: Identifier(trusted: "demo-ixchel"))
            } == Refusal(.notAllowed, at: "demo-ixchel"))
        await #expect {
            _ = try await operation.statements.sign(
                id, organization: Identifier(trusted: "demo-rio-vivo"), signatory: Identifier(trusted: "demo-tomas"))
        } throws: {
            ($0 as? Problem)?.description.contains("no consent") == true
        }
        let signed = try await operation.statements.sign(
            id, organization: Identifier(trusted: "demo-rio-vivo"), signatory: Identifier(trusted: "demo-ana"))
        #expect(signed.signatures.map(\.organization.text) == ["demo-rio-vivo"])
    }

    @Test func `sign on requests go only to those who agreed to them`() async throws {
        let statement = try await operation.statements.draft(
            title: "T", texts: [.english: "Words."], embargo: nil, tlp: .clear)
        #expect(
            await refusal {
                _ = try await operation.statements.open(
                    statement.id, asking: [Identifier(trusted: "demo-ana"), Identifier(trusted: "demo-tomas")])
            } == Refusal(.notAllowed, at: "demo-tomas"))
        #expect(try await operation.outbox.lines().isEmpty)
        #expect(try await operation.statements.show(statement.id).state == .draft)
        _ = try await operation.statements.open(statement.id, asking: [Identifier(trusted: "demo-ana")])
        #expect(try await operation.outbox.lines().map(\.recipient) == ["demo-ana"])
    }

    @Test func `a statement that names someone who withdrew is not tried again`() async throws {
        let ana = Contact.ID(trusted: "demo-ana")
        try await operation.consents.record(
            Consent(purpose: .publishName, channel: .email, evidence: "in person", given: People.today), of: ana)
        let statement = try await operation.statements.draft(
            title: "T", texts: [.english: "We stand with Ana Lucía Quintanilla."], embargo: nil, tlp: .clear)
        _ = try await operation.statements.open(statement.id, asking: [])
        _ = try await operation.statements.sign(
            statement.id, organization: Identifier(trusted: "demo-rio-vivo"), signatory: ana)
        _ = try await operation.partners.add(
            id: Identifier(trusted: "p"), name: "P", url: "http://127.0.0.1:9/hook", secret: nil)
        _ = try await operation.statements.publish(statement.id)
        #expect(try await operation.outbox.deliver().count("waiting") == 1)
        // As a file or a merge brings it: the record changes, and nothing that waits was looked at.
        try await operation.change { records in
            var contact = try records.contacts.one(ana)
            _ = contact.withdraw(.publishName, channel: nil, group: nil, on: People.today)
            _ = try records.contacts.save(contact)
        }
        installation.clock.advance(86_400)
        let report = try await operation.outbox.deliver()
        #expect(report.count("failed") == 1)
        #expect(report.attempts.first?.detail.contains("names demo-ana") == true)
    }

    @Test func `an unreachable partner is tried again later with the same bytes`() async throws {
        let id = try await opened()
        _ = try await operation.statements.sign(
            id, organization: Identifier(trusted: "demo-rio-vivo"), signatory: Identifier(trusted: "demo-ana"))
        let made = try await operation.partners.add(
            id: Identifier(trusted: "p"), name: "P", url: "http://127.0.0.1:9/hook", secret: nil)
        #expect(made.secret?.hasPrefix("whsec_") == true)
        #expect(try await operation.partners.all().first?.secret == nil)
        _ = try await operation.statements.publish(id)
        let before = try await operation.read { try $0.outbox.all() }
        let report = try await operation.outbox.deliver()
        #expect(report.attempts.map(\.state) == ["waiting"])
        let after = try await operation.read { try $0.outbox.all() }
        #expect(after.map(\.id) == before.map(\.id) && after.map(\.payload) == before.map(\.payload))
        #expect(after.map(\.attempts) == [1])
        #expect(try await operation.outbox.deliver().attempts.isEmpty)
        installation.clock.advance(15)
        #expect(try await operation.outbox.deliver().attempts.count == 1)
        let text = String(decoding: try #require(after.first).payload, as: UTF8.self)
        #expect(text.contains("Colectivo Río Vivo"))
        #expect(!text.contains("Quintanilla"))
    }

    @Test func `a statement with nobody to go to is not published`() async throws {
        let id = try await opened()
        _ = try await operation.statements.sign(
            id, organization: Identifier(trusted: "demo-rio-vivo"), signatory: Identifier(trusted: "demo-ana"))
        await #expect { _ = try await operation.statements.publish(id) } throws: {
            ($0 as? Problem)?.description.contains("no active partner") == true
        }
        #expect(try await operation.statements.show(id).state == .open)
    }

    @Test func `a statement under embargo or label stays in`() async throws {
        let later = People.now.adding(.seconds(3600))
        for (embargo, tlp) in [(later, TLP.clear), (nil, .green)] as [(Instant?, TLP)] {
            let statement = try await operation.statements.draft(
                title: "T", texts: [.english: "W"], embargo: embargo, tlp: tlp)
            _ = try await operation.statements.open(statement.id, asking: [])
            _ = try await operation.statements.sign(
                statement.id, organization: Identifier(trusted: "demo-rio-vivo"),
                signatory: Identifier(trusted: "demo-ana"))
            #expect(
                await refusal { _ = try await operation.statements.publish(statement.id) }
                    == Refusal(.notAllowed, at: "st-*"))
        }
    }
}
