import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import ConveningService
@testable import CustodyService
@testable import Delivery
@testable import Installation
@testable import PeopleService

/// Who said no is not written to, whatever record, name or file the address comes back in.
@Suite struct RefusalTests {
    let installation: TestInstallation, folder: TemporaryFolder
    var operation: Operation { installation.operation }
    private let berta = Contact.ID(trusted: "ct-0aaa")

    init() async throws {
        installation = try await TestInstallation()
        folder = try TemporaryFolder()
        let people = """
            source: "test"
            organizations:
              - {id: org-a, name: "Alpha Group", sector: civil-society, country: "HN"}
            contacts:
              - {id: ct-0aaa, name: "Berta Lopez", organization: org-a, country: "HN", zone: America/Tegucigalpa, languages: [en], channels: [{email: berta@one.example}], consents: [{purpose: invite, evidence: "x", given: 2026-01-03}]}
            """
        _ = try await operation.directory.importDirectory([try folder.write(people, to: "people.yaml")])
    }

    /// Takes a table with one row, and says whether anybody of it may be invited.
    private func isInvitable(_ row: String, named name: String) async throws -> Bool {
        let table = "name,email,organization,consent,consent-given,consent-evidence\n\(row)\n"
        let path = try folder.write(table, to: "\(UInt32.random(in: 0 ... .max)).csv")
        var options = ImportInput()
        options.defaults.country = "HN"
        options.defaults.sector = "civil-society"
        // The file may be refused as well.
        _ = try await operation.directory.importPeople(path, options, approve: { _ in })
        let gate = try await operation.gate()
        return try await operation.read { try $0.contacts.all() }.contains {
            ($0.name == name || $0.email?.rawValue.hasPrefix("berta") == true)
                && gate.objection(to: $0, purpose: .invite, channel: .email) == nil
        }
    }

    @Test(arguments: [
        "\"Lopez, Berta\"", "B. Lopez", "Lic. Berta Lopez", "Berta", "BERTA LÓPEZ", "Somebody Else", "Bertha Lopes",
    ])
    func `an older consent of another record does not open a mailbox whose owner said no`(name: String) async throws {
        _ = try await operation.consents.withdraw(of: berta, to: .invite, channel: nil, group: nil)
        for address in ["berta@one.example", "Berta@ONE.example", "berta+x@one.example"] {
            #expect(
                try await !isInvitable("\(name),\(address),Alpha Group,invite,2026-02-20,form", named: name),
                "\(address)")
        }
    }

    @Test(arguments: [
        ("Berta Maria Lopez", "Alpha Group", false), ("Lic. Berta López", "Alpha Group", false),
        ("Lopez, Berta", "", false),
        ("Berta Lopez", "Beta Group", true), ("Luis Lopez", "Alpha Group", true),
    ])
    func `a refusal holds for the person under another address`(name: String, group: String, isOther: Bool) async throws
    {
        _ = try await operation.consents.withdraw(of: berta, to: .invite, channel: nil, group: nil)
        let row = "\"\(name)\",someone@two.example,\(group),invite,2026-02-20,form"
        #expect(try await isInvitable(row, named: name) == isOther)
    }

    @Test func `a refusal on one channel leaves the others`() async throws {
        _ = try await operation.change { records in
            var contact = try records.contacts.one(berta)
            contact.channels.append(SafeChannel(kind: .signal, address: "+504 9999 2222"))
            contact.give(
                Consent(purpose: .invite, channel: .signal, evidence: "x", given: People.today.adding(days: -9)))
            return try records.contacts.save(contact)
        }
        _ = try await operation.consents.withdraw(of: berta, to: .invite, channel: .signal, group: nil)
        let gate = try await operation.gate(), contact = try await operation.read { try $0.contacts.one(berta) }
        #expect(gate.objection(to: contact, purpose: .invite, channel: .email) == nil)
        #expect(gate.objection(to: contact, purpose: .invite, channel: .signal) == .consentWithdrawn)
    }

    @Test func `a merge that is undone leaves each their own refusal`() async throws {
        let other = try await operation.change { records in
            let contact = try records.contacts.one(berta)
            let other = Contact(
                id: Identifier(trusted: "ct-7www"), name: "Rosa Paz", organization: contact.organization,
                country: contact.country, zone: contact.zone, languages: [.english],
                channels: [SafeChannel(kind: .email, address: "rosa@one.example")], consents: contact.consents)
            _ = try records.contacts.save(other)
            return other.id
        }
        _ = try await operation.consents.withdraw(of: other, to: .invite, channel: nil, group: nil)
        _ = try await operation.consents.setDoNotContact(true, for: other)
        _ = try await operation.directory.merge(other, into: berta, isDryRun: false)
        _ = try await operation.directory.unmerge(berta)
        let gate = try await operation.gate()
        let (kept, parted) = try await operation.read { (try $0.contacts.one(berta), try $0.contacts.one(other)) }
        #expect(gate.objection(to: kept, purpose: .invite, channel: .email) == nil)
        #expect(gate.objection(to: parted, purpose: .invite, channel: .email) == .doNotContact)
        #expect(gate.refusals.last(by: parted, .invite, on: .email) == .standing)
    }

    @Test func `the mark of a record that was merged ends with the person's own`() async throws {
        let other = try await operation.change { records in
            let contact = try records.contacts.one(berta)
            let other = Contact(
                id: Identifier(trusted: "ct-6vvv"), name: "Berta Lopez", country: contact.country, zone: contact.zone,
                languages: [.english], channels: [SafeChannel(kind: .email, address: "b@two.example")])
            _ = try records.contacts.save(other)
            return other.id
        }
        _ = try await operation.consents.setDoNotContact(true, for: other)
        _ = try await operation.directory.merge(other, into: berta, isDryRun: false)
        _ = try await operation.consents.setDoNotContact(false, for: berta)
        let gate = try await operation.gate(), kept = try await operation.read { try $0.contacts.one(berta) }
        #expect(gate.objection(to: kept, purpose: .invite, channel: .email) == nil)
    }

    @Test func `a consent that is given after the refusal counts`() async throws {
        _ = try await operation.consents.withdraw(of: berta, to: .invite, channel: nil, group: nil)
        installation.clock.advance(3 * 86_400)
        #expect(
            try await isInvitable(
                "Berta Lopez,berta@one.example,Alpha Group,invite,2026-03-07,form", named: "Berta Lopez"))
    }

    @Test func `who is not to be contacted is not written to under another record until the mark is taken away`()
        async throws
    {
        _ = try await operation.consents.setDoNotContact(true, for: berta)
        installation.clock.advance(3 * 86_400)
        let row = "Somebody Else,berta@one.example,Other Group,invite,2026-03-07,form"
        #expect(try await !isInvitable(row, named: "Somebody Else"))
        _ = try await operation.consents.setDoNotContact(false, for: berta)
        #expect(try await isInvitable(row, named: "Somebody Else"))
    }

    @Test(arguments: ["berta@one.example", "berta@new.example"])
    func `an erased person does not come back with an old file`(address: String) async throws {
        _ = try await operation.subjects.erase(berta)
        #expect(try await !isInvitable("\"López, Berta\",\(address),Alpha Group,invite,2026-02-20,form", named: "x"))
        #expect(try await operation.directory.search(DirectoryQuery(text: "berta")).isEmpty)
        // The digests are kept under a key that a new vault key does not change.
        try await operation.vault.rekey()
        #expect(try await !isInvitable("Berta Lopez,\(address),Alpha Group,invite,2026-02-20,form", named: "x"))
        installation.clock.advance(3 * 86_400)
        #expect(try await isInvitable("Berta Lopez,\(address),Alpha Group,invite,2026-03-07,form", named: "x"))
    }

    @Test func `a mail that waits does not leave once the owner of the address said no elsewhere`() async throws {
        let other = try await operation.change { records in
            var other = try records.contacts.one(berta)
            other = Contact(
                id: Identifier(trusted: "ct-9zzz"), name: "Front Desk", country: other.country, zone: other.zone,
                languages: [.english], channels: other.channels, consents: other.consents)
            _ = try records.contacts.save(other)
            return other.id
        }
        let convening = try await operation.convenings.create(
            blueprint: "consultation", title: "Rivers", zone: nil, first: nil, last: nil, venue: nil, link: nil,
            visibility: .discreet)
        _ = try await operation.invitees.add(to: convening.id, named: [other], sectors: [], countries: [], theme: nil)
        _ = try await operation.convenings.book(convening.id, at: People.now.adding(.seconds(30 * 86_400)))
        _ = try await operation.invitations.invite(convening.id)
        _ = try await operation.consents.withdraw(of: berta, to: .invite, channel: nil, group: nil)
        #expect(try await operation.outbox.deliver().attempts.map(\.state) == ["failed"])
        #expect(try installation.mails().isEmpty)
    }

    @Test func `a store keeps no readable trace of an erased address`() async throws {
        _ = try await operation.subjects.erase(berta)
        let rows = try await operation.read { try $0.refusals.all() }
        let probe = Contact(
            id: Identifier(trusted: "ct-8yyy"), name: "X", country: try CountryCode(parsing: "HN"), zone: .utc,
            languages: [],
            channels: [SafeChannel(kind: .email, address: "berta@one.example")])
        #expect(rows.last(by: probe, .invite, on: .email) != nil)
        let bytes = try FileManager.default.contentsOfDirectory(atPath: installation.operation.home.path).filter {
            $0.hasPrefix("convoke.sqlite")
        }.map { try Data(contentsOf: URL(filePath: "\(installation.operation.home.path)/\($0)")) }
        #expect(!bytes.contains { $0.range(of: Data("berta@one".utf8)) != nil })
    }
}
