import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import ConveningService
@testable import CustodyService
@testable import Delivery
@testable import DirectoryFiles
@testable import Installation
@testable import PeopleService
@testable import ReportService
@testable import TextFiles

@Suite struct DirectoryWorkflowTests {
    private func file(_ text: String, _ installation: TestInstallation, _ name: String = "people.csv") throws -> String
    {
        let path = "\(installation.folder.path)/\(name)"
        try Data(text.utf8).write(to: URL(filePath: path))
        return path
    }

    private static let table = """
        Name,Email,Organization,Sector,Country,Consent,Consent date,Evidence
        Wendy Zelaya,wendy@tela.example,Consejo de Tela,NGO,Honduras,invite,2026-02-01,in person
        Óscar Núñez,oscar@tela.example,Consejo de Tela,NGO,HN,,,
        Oscar Nunez,oscar@tela.example,Consejo de Tela,NGO,HN,invite,2026-02-01,in person
        Vendy Zelaya,wendy@tela.example,Consejo de Tela,NGO,HN,,,

        """

    private func take(_ path: String, _ installation: TestInstallation, _ options: ImportInput = ImportInput())
        async throws -> PeopleReport
    {
        try await installation.operation.directory.importPeople(path, options, approve: { _ in })
    }

    @Test(arguments: EngineKind.here) func `a table is taken once and the second time changes nothing`(kind: EngineKind)
        async throws
    {
        let installation = try await TestInstallation(kind)
        var operation: Operation { installation.operation }
        let path = try file(Self.table, installation)
        var dry = ImportInput()
        dry.isDryRun = true
        let before = try await operation.read { try $0.contacts.count() }
        let preview = try await take(path, installation, dry)
        #expect((preview.added, preview.repeated.count, preview.organizationsAdded) == (3, 1, 1))
        #expect(preview.suspected.map { $0.otherPlace?.split(separator: ":").last } == ["2"])
        #expect(try await operation.read { try $0.contacts.count() } == before)
        #expect(try await operation.read { try $0.audit.entries(limit: 1).map(\.verb) } == ["directory.import-trial"])
        let first = try await take(path, installation)
        #expect(first.isKept && first.added == 3)
        let people = try await operation.directory.search(DirectoryQuery(text: "zelaya"))
        #expect(people.map(\.name) == ["Vendy Zelaya", "Wendy Zelaya"])
        let oscar = try await operation.directory.search(DirectoryQuery(text: "nunez tela.example"))
        #expect(oscar.count == 1)
        // A change takes the searches into the chain.
        let audit = try await operation.change { try $0.audit.entries(limit: 1000).count }
        let second = try await take(path, installation)
        #expect((second.added, second.changed.count, second.organizationsChanged) == (0, 0, 0))
        #expect(second.unchanged == 3)
        // Only the searches were noted since.
        #expect(try await operation.read { try $0.audit.entries(limit: 1000).count } == audit)
    }

    @Test func `nothing of a file is kept unless all of it can be`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        let path = try file(Self.table + "Bad Row,nowhere,X,NGO,HN,,,\n", installation)
        let count = try await operation.read { try $0.contacts.count() }
        let report = try await take(path, installation)
        #expect(!report.isKept)
        #expect(report.refused.map(\.reason) == ["'nowhere' is not a mail address"])
        #expect(try await operation.read { try $0.contacts.count() } == count)
        #expect(try await operation.directory.search(DirectoryQuery(text: "Consejo de Tela")).isEmpty)
    }

    @Test func `a guess that is not approved takes nothing`() async throws {
        let installation = try await TestInstallation()
        struct No: Error {}
        let path = try file(Self.table, installation)
        await #expect(throws: No.self) {
            _ = try await installation.operation.directory.importPeople(
                path, ImportInput(),
                approve: { mapping in
                    #expect(mapping.contains("name: \"Name\""))
                    throw No()
                })
        }
        #expect(try await installation.operation.directory.search(DirectoryQuery(text: "zelaya")).isEmpty)
    }

    @Test func `a no in a table is a refusal and two of one name stay two`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        let path = try file(
            """
            Name,Email,Organization,Sector,Country,Region,Consent,Consent date,Evidence
            Irma Prueba Núñez,irma1@x.example,Consejo de Tela,NGO,HN,Atlántida,no,,
            Irma Núñez Prueba,irma2@x.example,Consejo de Tela,NGO,HN,Yoro,invite,2026-02-01,in person
            Irma Prueba Núñez,irma3@x.example,Consejo de Tela,NGO,HN,,,,

            """, installation)
        let report = try await take(path, installation)
        #expect((report.added, report.repeated.count, report.suspected.count) == (3, 0, 3))
        #expect(report.conflicts == ["Consejo de Tela: region Atlántida": ["Yoro"]])
        let ids = try await operation.directory.search(DirectoryQuery(text: "irma1")).map(\.id)
        let irma = Contact.ID(trusted: try #require(ids.first))
        #expect(try await operation.consents.all(of: irma).consents.map(\.evidence) == ["said no"])
        let convening = try await operation.convenings.create(
            blueprint: "embassy-roundtable", title: "T", zone: nil, first: nil, last: nil, venue: nil, link: nil,
            visibility: nil)
        await #expect {
            try await operation.consents.overrideConsent(of: irma, to: .invite, about: convening.id.text, reason: "x y")
        } throws: { ($0 as? Problem)?.kind == .notAllowed }
        let again = try await take(path, installation)
        #expect((again.added, again.changed.count) == (0, 0))
        let later = try await take(
            try file(
                "Name,Country,Consent,Consent date,Evidence\nEva Paz,HN,invite,2199-01-01,x\n", installation, "l.csv"),
            installation)
        #expect(later.refused.map(\.reason) == ["has a consent of 2199-01-01, which is in the future"])
    }

    @Test func `names of other scripts and people without an address are known again`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        let path = try file(
            "Name,Organization,Sector,Country\nАндрей Соколов,Совет,NGO,RU\n王小明,Совет,NGO,CN\n", installation)
        #expect(try await take(path, installation).added == 2)
        let again = try await take(path, installation)
        #expect((again.added, again.unchanged) == (0, 2))
        let silvia = try file(
            """
            Name,Email,Organization,Sector,Country,Consent,Consent date,Evidence
            Silvia Orellana Cáceres,silvia@x.example,Colectivo Río Vivo (demonstration),NGO,HN,invite,2026-02-01,in person

            """, installation, "silvia.csv")
        #expect(try await take(silvia, installation).added == 0)
        let contact = try await operation.read { try $0.contacts.one(Identifier(trusted: "demo-silvia")) }
        #expect(contact.isDoNotContact && contact.channels.count == 2)
    }

    @Test func `a spelling that was merged is recognized by the next import`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        let path = try file(Self.table, installation)
        _ = try await take(path, installation)
        let pair = try #require(
            try await operation.directory.duplicates(limit: 5).first { $0.firstName.contains("Zelaya") })
        #expect(pair.likeness.reasons.contains("same mail address"))
        let kept = pair.first, other = pair.second
        _ = try await operation.directory.merge(other, into: kept, isDryRun: false)
        let again = try await take(path, installation)
        #expect((again.added, again.changed.count) == (0, 0))
        #expect(try await operation.directory.duplicates(limit: 5).allSatisfy { !$0.firstName.contains("Zelaya") })
        #expect(try await operation.directory.unmerge(kept).other == other)
        _ = try await operation.relations.relate(
            kept.text, .distinctFrom, other.text, since: nil, until: nil, note: nil)
        #expect(try await operation.directory.duplicates(limit: 5).allSatisfy { !$0.firstName.contains("Zelaya") })
    }

    @Test(arguments: EngineKind.here) func `names are found with a typo and traits narrow`(kind: EngineKind)
        async throws
    {
        let installation = try await TestInstallation(kind)
        var operation: Operation { installation.operation }
        for typo in ["quintanila", "quintnailla", "quintamilla", "qintanilla", "quintanillaa"] {
            let hits = try await operation.directory.search(DirectoryQuery(text: typo))
            #expect(hits.map(\.id).contains("demo-ana"), "\(typo)")
            #expect(hits.allSatisfy { $0.isNear })
        }
        #expect(try await operation.directory.search(DirectoryQuery(text: "quint")).allSatisfy { !$0.isNear })
        #expect(try await operation.directory.search(DirectoryQuery(text: "zzzzzz")).isEmpty)
        let theme = try await operation.directory.search(DirectoryQuery(theme: "Environment"))
        #expect(theme.contains { $0.id == "demo-ana" } && theme.contains { $0.id == "demo-rio-vivo" })
        #expect(!theme.contains { $0.sector == .business })
        let spoken = try await operation.directory.search(
            DirectoryQuery(text: "colectivo", sector: .civilSociety, language: .spanish))
        #expect(Set(spoken.map(\.id)).isSuperset(of: ["demo-ana", "demo-tomas"]))
        #expect(try await operation.directory.search(DirectoryQuery(text: "quint", sector: .business)).isEmpty)
    }

    @Test(arguments: EngineKind.here) func `a withdrawal stops what waits and the next round leaves the person out`(
        kind: EngineKind
    ) async throws {
        let installation = try await TestInstallation(kind)
        var operation: Operation { installation.operation }
        let convening = try await operation.convenings.create(
            blueprint: "embassy-roundtable", title: "River defenders", zone: nil, first: nil, last: nil, venue: nil,
            link: nil, visibility: nil)
        let ana = Contact.ID(trusted: "demo-ana"), tomas = Contact.ID(trusted: "demo-tomas")
        _ = try await operation.invitees.add(
            to: convening.id, named: [ana, tomas], sectors: [], countries: [], theme: nil)
        _ = try await operation.convenings.book(convening.id, at: People.now.adding(.seconds(86_400 * 30)))
        _ = try await operation.invitations.invite(convening.id)
        let report = try await operation.consents.withdraw(of: ana, to: .invite, channel: nil, group: nil)
        #expect((report.ended, report.stopped.count, report.underWay.count) == (1, 1, 0))
        // Her invitation had not left, so she was not asked.
        #expect(report.asked == [])
        let run = try await operation.outbox.deliver()
        #expect(run.attempts.count == 1)
        #expect(try installation.mails().count == 1)
        let round = try await operation.invitations.reschedule(
            convening.id, to: People.now.adding(.seconds(86_400 * 31)))
        #expect(round.queued == 1 && round.skipped.isEmpty)
        await #expect {
            try await operation.consents.overrideConsent(of: ana, to: .invite, about: convening.id.text, reason: "x y")
        } throws: { ($0 as? Problem)?.kind == .notAllowed }
        // Her invitation had not left, so there is nothing to take back.
        let copy = try await operation.invitees.remove(ana, from: convening.id)
        #expect(copy.notice == nil)
        #expect(try await operation.invitees.remove(tomas, from: convening.id).notice == nil)
        _ = try await operation.invitees.add(
            to: convening.id, named: [tomas], sectors: [], countries: [], theme: nil)
        // Asked again on another day, she agrees.
        #expect(
            await refusal {
                try await operation.consents.record(
                    Consent(purpose: .invite, channel: .email, evidence: "by phone", given: People.today), of: ana)
            } == Refusal(.notAllowed, at: "demo-ana"))
        installation.clock.advance(86_400)
        try await operation.consents.record(
            Consent(purpose: .invite, channel: .email, evidence: "by phone", given: People.today.adding(days: 1)),
            of: ana)
        #expect(try await operation.invitees.list(of: convening.id).entries.allSatisfy { $0.excluded == nil })
    }

    @Test func `an override lets one mail through and stays on record`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        var contact = try People.contact("ct-new", consents: [])
        contact.name = "Wendy Zelaya"
        let new = contact
        try await operation.change { _ = try $0.contacts.save(new) }
        let convening = try await operation.convenings.create(
            blueprint: "embassy-roundtable", title: "River defenders", zone: nil, first: nil, last: nil, venue: nil,
            link: nil, visibility: nil)
        func list() async throws -> InviteeView {
            try await operation.invitees.add(
                to: convening.id, named: [new.id], sectors: [], countries: [], theme: nil)
        }
        #expect(try await list().entries.map(\.excluded) == [Exclusion.noConsent.meaning])
        try await operation.consents.overrideConsent(
            of: new.id, to: .invite, about: convening.id.text, reason: "She asked for it by phone today")
        #expect(try await list().entries.map(\.excluded) == [nil])
        _ = try await operation.convenings.book(convening.id, at: People.now.adding(.seconds(86_400 * 30)))
        #expect(try await operation.invitations.invite(convening.id).queued == 1)
        #expect(try await operation.outbox.deliver().sent == 1)
        #expect(try await operation.consents.all(of: new.id).overrides.map(\.by) == ["test"])
        #expect(
            try await operation.read { try $0.audit.entries(about: ["ct-new"], limit: 99) }.map(\.verb)
                .contains("consent.override"))
        #expect(try await operation.subjects.file(new.id).contact.overrides.count == 1)
    }

    @Test func `a file for a group holds only who agreed and guards formulas`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        let group = Group.ID(trusted: "like-minded"), path = "\(installation.folder.path)/share.csv"
        _ = try await operation.groups.save(Group(id: group, name: "Like-minded"))
        await #expect {
            _ = try await operation.directory.export(to: path, for: group.text, label: .amber, query: DirectoryQuery())
        } throws: { ($0 as? Problem)?.kind == .notAllowed }
        var contact = try People.contact("ct-new", name: "=HYPERLINK(1) Zelaya")
        contact.note = "secret note"
        contact.consents.append(
            Consent(purpose: .share, channel: .email, group: group, evidence: "in person", given: People.today))
        let new = contact
        try await operation.change { _ = try $0.contacts.save(new) }
        let report = try await operation.directory.export(
            to: path, for: group.text, label: .amber, query: DirectoryQuery())
        #expect(report.people == 1)
        #expect(report.leftOut["demo-ana"] == "no consent to share with like-minded")
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains("\"'=HYPERLINK(1) Zelaya\""))
        for word in ["secret note", "\u{FEFF}id", "Quintanilla"] { #expect(!text.contains(word)) }
        let facts = try FileManager.default.attributesOfItem(atPath: path)
        #expect(facts[.posixPermissions] as? Int == 0o600)
    }

    @Test func `everything is written and taken again unchanged`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        let folder = "\(installation.folder.path)/own"
        let report = try await operation.directory.exportAll(to: folder)
        let count = try await operation.read { try $0.contacts.count() }
        #expect(report.people == count)
        let again = try await operation.directory.importDirectory([folder])
        #expect(again.contacts == ["unchanged": count])
        #expect(again.organizations["changed"] == nil && again.organizations["added"] == nil)
        let table = "\(installation.folder.path)/own.csv"
        _ = try await operation.directory.exportAll(to: table)
        let people = try await take(table, installation)
        #expect((people.added, people.changed.count, people.unchanged) == (0, 0, count))
    }

    @Test func `a designation is published without naming anyone else`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        let id = Post.ID(trusted: "mission"), page = "\(installation.folder.path)/post.html"
        let card = "\(installation.folder.path)/post.vcf"
        _ = try await operation.posts.save(
            Post(id: id, name: "Mission of Westland", country: try CountryCode(parsing: "HN"), source: "test"))
        #expect(
            await refusal { try await operation.posts.publish(id, page: page, card: card, in: nil) }
                == Refusal(.notAllowed, at: "mission"))
        let designation = Designation(
            role: .officer, name: "A. Officer", address: try EmailAddress(parsing: "hr@mission.example"),
            languages: [.spanish], since: People.today)
        _ = try await operation.posts.designate(designation, at: id)
        for language in Language.shipped {
            try await operation.posts.publish(id, page: page, card: card, in: language)
            #expect(try String(contentsOfFile: page, encoding: .utf8).contains("hr@mission.example"))
        }
        #expect(try String(contentsOfFile: card, encoding: .utf8).contains("FN:A. Officer\r\n"))
        // Someone of the directory who did not agree to be named is not published by mistake.
        _ = try await operation.posts.designate(
            Designation(
                role: .deputy, name: "Ana Lucía Quintanilla", address: try EmailAddress(parsing: "x@mission.example"),
                since: People.today), at: id)
        await #expect { try await operation.posts.publish(id, page: page, card: nil, in: nil) } throws: {
            ($0 as? Problem)?.kind == .notAllowed
        }
    }

    @Test func `a handover lists what is open and designates the next`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        let id = Post.ID(trusted: "mission")
        _ = try await operation.posts.save(
            Post(id: id, name: "Mission", country: try CountryCode(parsing: "HN"), source: "test"))
        let convening = try await installation.invitedRoundtable()
        let address = try EmailAddress(parsing: "next@mission.example")
        let report = try await operation.reports.handOver(
            id, to: Designation(role: .officer, name: "Next", address: address, since: People.today.adding(days: 14)))
        #expect(report.post.designations.map(\.name) == ["Next"])
        #expect(report.convenings.contains { $0.hasPrefix(convening.text) })
        #expect(report.consents.contains { $0.contact == "demo-ana" && $0.purpose == .invite })
        #expect(try await operation.reports.handOver(id, to: nil).post == report.post)
    }

    @Test(arguments: EngineKind.here) func `a suggested list meets the quorum and says why`(kind: EngineKind)
        async throws
    {
        let installation = try await TestInstallation(kind)
        var operation: Operation { installation.operation }
        let convening = try await operation.convenings.create(
            blueprint: "embassy-roundtable", title: "River defenders", zone: nil, first: nil, last: nil, venue: nil,
            link: nil, visibility: nil)
        let view = try await operation.invitees.suggest(for: convening.id, size: nil)
        #expect(view.shortages == [])
        #expect(view.people.allSatisfy { !$0.reasons.isEmpty })
        let sectors = Dictionary(view.people.map { ($0.sector?.rawValue ?? "", 1) }, uniquingKeysWith: +)
        for (sector, count) in convening.quorum.sectors { #expect(sectors[sector.rawValue] ?? 0 >= count) }
        let gate = try await operation.gate()
        for person in view.people {
            let contact = try await operation.read { try $0.contacts.one(person.contact) }
            #expect(gate.objection(to: contact, purpose: .invite, channel: .email) == nil)
        }
        let list = try await operation.invitees.add(
            to: convening.id, named: view.people.map(\.contact), sectors: [], countries: [],
            theme: nil)
        #expect(list.shortages == [])
        #expect(list.balance.newcomers == list.balance.people)
        // Only who fits is proposed, and not a colleague.
        let spoken = try await operation.invitees.suggest(
            for: convening.id, size: 20, query: DirectoryQuery(language: .french))
        for person in spoken.people {
            let contact = try await operation.read { try $0.contacts.one(person.contact) }
            #expect(contact.languages.contains(.french))
        }
        // What is on the list is not proposed again.
        let more = try await operation.invitees.suggest(for: convening.id, size: 100)
        #expect(Set(more.people.map(\.contact)).isDisjoint(with: view.people.map(\.contact)))
    }

    @Test func `the balance of a year counts who was asked and who is missing`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        let convening = try await installation.invitedRoundtable()
        let today = People.today
        let year = try await operation.reports.balance(from: today, through: today.adding(days: 60), smallest: 2)
        let list = try await operation.reports.balance(of: convening, smallest: 2)
        #expect(year.people == list.people)
        #expect(list.newcomers == list.people)
        let sectors = try #require(list.tables.first { $0.facet == .sector })
        let civil = try #require(sectors.cells.first { $0.value == "civil-society" })
        #expect(civil.invited ?? 0 >= 2)
        #expect(civil.directory ?? 0 >= civil.invited ?? 0)
        let before = try await operation.reports.balance(
            from: today.adding(days: -60), through: today.adding(days: -1), smallest: 2)
        #expect(before.people == 0)
        #expect(before.tables.first { $0.facet == .sector }?.missing.contains("civil-society") == true)
    }
}
