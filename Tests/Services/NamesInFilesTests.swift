import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import ConveningService
@testable import CustodyService
@testable import Installation
@testable import PeopleService
@testable import StatementService

/// Names of people and organizations in what leaves beside the mails: exports, a person's own file, statements, reasons and ids.
@Suite struct NamesInFilesTests {
    let installation: TestInstallation, folder: TemporaryFolder
    var operation: Operation { installation.operation }

    init() async throws {
        installation = try await TestInstallation()
        folder = try TemporaryFolder()
        _ = try await installation.operation.directory.importDirectory([
            try folder.write(Self.people, to: "people.yaml")
        ])
    }

    static let people = """
        source: "test"
        organizations:
          - {id: org-a, name: "Alpha Group", sector: civil-society, country: "HN"}
          - {id: org-b, name: "Fundación Carlos Ruiz", sector: civil-society, country: "HN"}
          - {id: org-c, name: "มูลนิธิสิทธิชุมชน", names: {en: "Community Rights Foundation"}, sector: civil-society, country: "TH"}
        contacts:
          - {id: ct-0aaa, name: "Berta Lopez", organization: org-b, position: "Assistant to Carlos Ruiz, +504 9999 1111, carlos@two.example", other-positions: [{title: "Deputy of Carlos Ruiz"}], note: "Friend of Carlos Ruiz", risk-note: "seen with carlos@two.example", country: "HN", zone: America/Tegucigalpa, languages: [en], channels: [{email: berta@one.example}], consents: [{purpose: invite, evidence: "told by Carlos Ruiz", given: 2026-01-03}, {purpose: share, evidence: "x", given: 2026-01-03}, {purpose: sign-on, evidence: "x", given: 2026-01-03}]}
          - {id: ct-1aaa, name: "Carlos Ruiz", pseudonym: "Gray Heron", organization: org-a, country: "HN", zone: America/Tegucigalpa, languages: [en], channels: [{email: carlos@two.example}, {phone: "+504 9999 1111"}], consents: [{purpose: invite, evidence: "x", given: 2026-01-03}]}
          - {id: ct-2aaa, name: "Dina Meza", organization: org-c, country: "TH", zone: Asia/Bangkok, languages: [en], channels: [{email: dina@three.example}], consents: [{purpose: invite, evidence: "x", given: 2026-01-03}, {purpose: share, evidence: "x", given: 2026-01-03}]}
        """

    @Test(arguments: ["csv", "vcf"])
    func `a shared file names nobody who is not in it`(ending: String) async throws {
        _ = try await operation.groups.save(Group(id: Identifier(trusted: "allies"), name: "Allies"))
        let path = "\(folder.path)/out.\(ending)"
        let report = try await operation.directory.export(
            to: path, for: "allies", label: .amber, query: DirectoryQuery())
        let text = try String(contentsOfFile: path, encoding: .utf8)
        for word in ["Carlos", "Ruiz", "9999", "carlos@"] { #expect(!text.contains(word), "\(word)") }
        #expect(text.contains("Berta Lopez") && text.contains("Dina Meza"))
        #expect(report.withheld == ["ct-0aaa": ["organization", "position"]])
    }

    @Test func `a person's own file withholds what names others in every field`() async throws {
        try await operation.subjects.hold(Identifier(trusted: "ct-0aaa"), reason: "case of Carlos Ruiz")
        let file = try await operation.subjects.file(Identifier(trusted: "ct-0aaa"))
        let text = try file.json()
        for word in ["Carlos", "Ruiz", "9999", "carlos@"] { #expect(!text.contains(word), "\(word)") }
        #expect(text.contains("Berta Lopez") && text.contains("berta@one.example"))
    }

    @Test func `a statement is not signed in the name of somebody who did not agree`() async throws {
        let statement = try await operation.statements.draft(
            title: "Rivers", texts: [.english: "We stand."], embargo: nil, tlp: .clear)
        _ = try await operation.statements.open(statement.id, asking: [])
        _ = try await operation.statements.sign(
            statement.id, organization: Identifier(trusted: "org-b"), signatory: Identifier(trusted: "ct-0aaa"))
        _ = try await operation.partners.add(
            id: Identifier(trusted: "desk"), name: "Desk", url: "https://desk.example/hook", secret: nil)
        await #expect(throws: Problem.self) { _ = try await operation.statements.publish(statement.id) }
    }

    @Test(arguments: ["Gray Heron speaks.", "Carlos%20Ruiz", "C\u{430}rlos Ruiz"])
    func `a statement names nobody by a pseudonym or in another form`(text: String) async throws {
        let statement = try await operation.statements.draft(
            title: "Rivers", texts: [.english: text], embargo: nil, tlp: .clear)
        _ = try await operation.partners.add(
            id: Identifier(trusted: "desk"), name: "Desk", url: "https://desk.example/hook", secret: nil)
        await #expect(throws: Problem.self) {
            _ = try await operation.statements.open(statement.id, asking: [])
            _ = try await operation.statements.publish(statement.id)
        }
    }

    @Test(arguments: [
        ("Alpha Group cannot come", false), ("มูลนิธิสิทธิชุมชนกล่าวว่าไม่มา", false),
        ("Because of the community rights foundation", false), ("Wegen Krankheit", true),
        ("The ambassador is ill", true),
    ])
    func `a reason names no organization of the list`(reason: String, isTaken: Bool) async throws {
        let convening = try await operation.convenings.create(
            blueprint: "consultation", title: "Rivers", zone: nil, first: nil, last: nil, venue: nil, link: nil,
            visibility: .discreet)
        let people = ["ct-0aaa", "ct-1aaa", "ct-2aaa"].map { Contact.ID(trusted: $0) }
        _ = try await operation.invitees.add(to: convening.id, named: people, sectors: [], countries: [], theme: nil)
        _ = try await operation.convenings.book(convening.id, at: People.now.adding(.seconds(30 * 86_400)))
        _ = try await operation.invitations.invite(convening.id)
        func cancel() async throws { _ = try await operation.invitations.cancel(convening.id, reason: reason) }
        if isTaken {
            try await cancel()
        } else {
            await #expect(throws: Problem.self) { try await cancel() }
        }
    }

    @Test func `an invitation is not refused for words that only look like an organization of the list`() async throws {
        try await operation.change { records in
            for (id, name) in [
                ("org-who", "World Health Organization (WHO)"), ("org-ch", "Chatham House"), ("org-sol", "SOL"),
            ] {
                _ = try records.organizations.save(
                    Organization(id: Identifier(trusted: id), name: name, sector: .civilSociety, source: "test"))
                var contact = try records.contacts.one(Identifier(trusted: "ct-1aaa"))
                contact = Contact(
                    id: Identifier(trusted: "ct-9\(id)"),
                    name: ["org-who": "Edda Brink", "org-ch": "Tom Hale", "org-sol": "Sol Herrera"][id] ?? id,
                    organization: Identifier(trusted: id),
                    country: contact.country, zone: contact.zone, languages: [.english],
                    channels: [SafeChannel(kind: .email, address: "sol@\(id).example")],
                    consents: contact.consents)
                _ = try records.contacts.save(contact)
            }
        }
        let convening = try await operation.convenings.create(
            blueprint: "consultation", title: "Rivers", zone: nil, first: nil, last: nil, venue: "Chatham House",
            link: nil,
            visibility: .discreet)
        let people = ["ct-9org-who", "ct-9org-ch", "ct-9org-sol", "ct-0aaa"].map { Contact.ID(trusted: $0) }
        _ = try await operation.invitees.add(to: convening.id, named: people, sectors: [], countries: [], theme: nil)
        _ = try await operation.convenings.book(convening.id, at: People.now.adding(.seconds(30 * 86_400)))
        #expect(try await operation.invitations.invite(convening.id).queued == 4)
        await #expect(throws: Problem.self) {
            _ = try await operation.invitations.cancel(convening.id, reason: "WHO cannot come")
        }
        _ = try await operation.invitations.cancel(
            convening.id, reason: "We do not know who can come; the sun (sol) is out")
    }

    @Test func `minutes name no organization in a script without spaces`() throws {
        let organization = Organization(
            id: Identifier(trusted: "org-c"), name: "มูลนิธิสิทธิชุมชน", sector: .civilSociety, source: "test")
        let minutes = try Minutes(parsing: "ใครบางคนจากมูลนิธิสิทธิชุมชนกล่าวว่า")
        #expect(minutes.mentions(of: [], [organization]).map(\.id) == ["org-c"])
    }

    @Test func `ids that stand in plain name nobody`() async throws {
        func refuses(_ change: () async throws -> Void) async -> Bool {
            do { try await change() } catch { return (error as? Problem)?.what.contains("ids are not sealed") ?? false }
            return false
        }
        // A group that is there keeps its id.
        _ = try await operation.change {
            try $0.groups.save(Group(id: Identifier(trusted: "ruiz-carlos"), name: "Old"))
        }
        _ = try await operation.groups.save(Group(id: Identifier(trusted: "ruiz-carlos"), name: "New"))
        for id in ["carlos-ruiz", "friends-of-carlos-ruiz", "carlosruiz"] {
            #expect(
                await refuses { _ = try await operation.groups.save(Group(id: Identifier(trusted: id), name: "G")) })
            #expect(
                await refuses {
                    _ = try await operation.partners.add(
                        id: Identifier(trusted: id), name: "P", url: "https://desk.example/hook", secret: nil)
                })
            #expect(
                await refuses {
                    let file = "source: \"t\"\norganizations:\n  - {id: \(id), name: \"O\", sector: media}\n"
                    _ = try await operation.directory.importDirectory([try folder.write(file, to: "\(id).yaml")])
                })
        }
    }

    @Test(arguments: ["C\u{430}rlos Ruiz", "Car\u{200B}los Ruiz", "Carlos\u{3164} Ruiz"])
    func `a file of people holds no disguised name`(name: String) async throws {
        let file = Self.people.replacing("name: \"Carlos Ruiz\"", with: "name: \"\(name)\"")
        await #expect(throws: Problem.self) {
            _ = try await operation.directory.importDirectory([try folder.write(file, to: "disguised.yaml")])
        }
    }
}
