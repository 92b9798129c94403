import Coordination
import Fixtures
import Storage
import Testing

@testable import DirectoryFiles
@testable import Installation
@testable import PeopleService

/// A file never makes one person out of two, and takes nothing from a record unasked.
@Suite struct IdentityTests {
    private struct Desk {
        let installation: TestInstallation
        let folder: TemporaryFolder
        var operation: Operation { installation.operation }

        init(_ kind: EngineKind) async throws {
            (installation, folder) = (try await TestInstallation(kind), try TemporaryFolder())
        }

        @discardableResult
        func take(_ text: String, _ name: String, mayReplace: Bool = false, source: String? = nil) async throws
            -> PeopleReport
        {
            var how = ImportInput()
            how.mayReplace = mayReplace
            how.defaults.source = source
            how.defaults.country = "HN"
            return try await operation.directory.importPeople(
                try folder.write(text, to: name), how, approve: { _ in })
        }

        @discardableResult
        func takeEntries(_ text: String, _ input: EntriesInput = EntriesInput()) async throws -> ImportReport {
            try await operation.directory.importDirectory([try folder.write(text, to: "people.yaml")], input)
        }

        func organization(_ id: String) async throws -> Organization {
            try await operation.read { try $0.organizations.one(Identifier(trusted: id)) }
        }

        func people() async throws -> [Contact] {
            try await operation.read { try $0.contacts.all() }.filter { !$0.isDemonstration }.sorted {
                $0.name < $1.name
            }
        }
    }

    private static let first = "ID,Nombre,Correo\n1,Ana Ejemplo,ana@work.example\n2,Bea Muestra,bea@work.example\n"

    @Test(arguments: EngineKind.here) func `a number of one list says nothing about another list`(kind: EngineKind)
        async throws
    {
        let desk = try await Desk(kind)
        try await desk.take(Self.first, "list-a.csv")
        let report = try await desk.take("ID,Nombre,Correo\n1,Boris Prueba,boris@work.example\n", "list-b.csv")
        #expect(report.added == 1 && report.foreignIDs == ["list-b": 1])
        let people = try await desk.people()
        #expect(people.map(\.name) == ["Ana Ejemplo", "Bea Muestra", "Boris Prueba"])
        #expect(people.allSatisfy { $0.id.text.hasPrefix("ct-") && $0.channels.count == 1 })
        #expect(people.map(\.foreignIDs).map { $0.map(\.key) } == [["list-a#1"], ["list-a#2"], ["list-b#1"]])
    }

    @Test func `the same list again finds its people by their numbers`() async throws {
        let desk = try await Desk(.sqlite)
        try await desk.take(Self.first, "list-a.csv")
        #expect(try await desk.take(Self.first, "list-a (2).csv").unchanged == 2)
        let moved = "ID,Nombre,Correo\n1,Ana Ejemplo,ana@new.example\n"
        #expect(try await desk.take(moved, "list-a.csv").changed.count == 1)
        #expect(try await desk.people().map(\.channels.count) == [2, 1])
    }

    @Test func `a number that is now someone else's is refused with the reason`() async throws {
        let desk = try await Desk(.sqlite)
        try await desk.take(Self.first, "list-a.csv")
        let report = try await desk.take("ID,Nombre,Correo\n1,Boris Prueba,boris@work.example\n", "list-a.csv")
        #expect(!report.isKept && report.refused.count == 1)
        #expect(report.refused[0].reason.contains("who has another name"))
        #expect(
            try await desk.take("ID,Nombre,Correo\n1,Boris Prueba,b@work.example\n", "list-a.csv", source: "b").isKept)
        #expect(try await desk.people().map(\.channels.count) == [1, 1, 1])
    }

    @Test func `a row gives nobody the name or the address of someone else`() async throws {
        let desk = try await Desk(.sqlite)
        try await desk.take(Self.first, "list-a.csv")
        let people = try await desk.people(), ana = people[0]
        for row in ["\(ana.id),Boris Prueba,ana@work.example", "\(ana.id),Ana Ejemplo,bea@work.example"] {
            let report = try await desk.take("id,name,email\n\(row)\n", "edited.csv", mayReplace: true)
            #expect(report.refused.count == 1, "\(row)")
        }
        for (name, address) in [("Boris Prueba", "ana@work.example"), ("Ana Ejemplo", "bea@work.example")] {
            await #expect(throws: Problem.self, "\(name)") {
                try await desk.takeEntries(Self.entry(ana.id, name, address))
            }
        }
        #expect(try await desk.people() == people)
    }

    private static func entry(_ id: Contact.ID, _ name: String, _ address: String, _ more: String = "") -> String {
        """
        contacts:
          - {id: \(id), name: "\(name)", country: "HN", zone: America/Tegucigalpa, languages: [es], \
        channels: [{email: \(address)}]\(more)}
        """
    }

    @Test func `a file completes a record, and what gives way is agreed to first`() async throws {
        let desk = try await Desk(.sqlite)
        try await desk.take("name,email,position\nAna Ejemplo,ana@work.example,Directora\n", "people.csv")
        let ana = try await desk.people()[0]
        let other = Self.entry(ana.id, "Ana Ejemplo", "ana@home.example", ", position: Presidenta")
        let asked = try await desk.takeEntries(other)
        #expect(asked.isToBeAgreed)
        #expect(
            asked.changed.flatMap(\.differences)
                == [
                    FieldDifference(field: "position", lost: ["Directora"], gained: ["Presidenta"]),
                    FieldDifference(field: "languages", lost: [], gained: ["es"]),
                    FieldDifference(field: "channels", lost: [], gained: ["email ana@home.example"]),
                ])
        #expect(try await desk.people() == [ana])
        #expect(try await !desk.takeEntries(other, EntriesInput(mayReplace: true)).isToBeAgreed)
        let now = try await desk.people()[0]
        #expect(now.position == "Presidenta" && now.channels.count == 2)
        // A table, too.
        let row = "name,email,position\nAna Ejemplo,ana@work.example,Vocal\n"
        #expect(try await desk.take(row, "people.csv").isToBeAgreed)
        #expect(try await desk.people() == [now])
        #expect(try await desk.take(row, "people.csv", mayReplace: true).isKept)
    }

    @Test func `a file that leaves fields of an organization out takes nothing from it`() async throws {
        let desk = try await Desk(.sqlite)
        func entry(_ fields: String) -> String {
            "source: test\norganizations:\n  - {id: org-rio, \(fields)}\n"
        }
        try await desk.takeEntries(
            entry("name: Red del Río, sector: civil-society, country: \"HN\", region: Yoro, themes: [water]"))
        let asked = try await desk.takeEntries(entry("name: Red de los Ríos, sector: civil-society, themes: [land]"))
        #expect(asked.isToBeAgreed)
        #expect(
            asked.changed.flatMap(\.differences) == [
                FieldDifference(field: "name", lost: ["Red del Río"], gained: ["Red de los Ríos"]),
                FieldDifference(field: "other-names", lost: [], gained: ["Red del Río"]),
                FieldDifference(field: "themes", lost: [], gained: ["land"]),
            ])
        try await desk.takeEntries(
            entry("name: Red de los Ríos, sector: civil-society, themes: [land]"), EntriesInput(mayReplace: true))
        let now = try await desk.organization("org-rio")
        #expect(now.region == "Yoro" && now.themes == ["water", "land"] && now.name == "Red de los Ríos")
    }

    @Test func `an older file does not bring back a corrected name or address`() async throws {
        let desk = try await Desk(.sqlite)
        let old = "name,email\nJon Smth,old@work.example\n"
        try await desk.take(old, "people.csv")
        let id = try await desk.people()[0].id
        let correct = Self.entry(id, "John Smith", "new@work.example")
        #expect(try await desk.takeEntries(correct, EntriesInput(replaces: true)).isToBeAgreed)
        try await desk.takeEntries(correct, EntriesInput(replaces: true, mayReplace: true))
        let corrected = try await desk.people()[0]
        #expect(corrected.formerChannels.map(\.address) == ["old@work.example"])
        for (name, text) in [
            ("own.csv", "id,name,email\n\(id),Jon Smth,old@work.example\n"),
            ("both.csv", "name,email,email 2\nJon Smth,old@work.example,new@work.example\n"),
        ] {
            let report = try await desk.take(text, name, mayReplace: true)
            #expect(report.formerAddresses.count == 1, "\(name)")
            #expect(try await desk.people() == [corrected], "\(name)")
        }
        try await desk.takeEntries(Self.entry(id, "Jon Smth", "old@work.example"), EntriesInput(mayReplace: true))
        #expect(try await desk.people() == [corrected])
    }

    @Test func `two numbers of one list are two people where nothing but a name is alike`() async throws {
        let desk = try await Desk(.sqlite)
        let report = try await desk.take(
            "ID,Name,Organization,Sector\n1,Ana Paz,Ministry,government\n2,Ana Paz,Ministry,government\n", "list.csv")
        #expect(report.added == 2 && report.suspected.count == 1)
    }

    @Test func `a card that this program wrote finds its person, here and elsewhere`() async throws {
        let desk = try await Desk(.sqlite)
        try await desk.take(Self.first, "list-a.csv")
        let ana = try await desk.people()[0]
        func card(_ uid: String) -> String {
            "BEGIN:VCARD\r\nVERSION:4.0\r\nUID:\(uid)\r\nFN:Ana Ejemplo\r\nEMAIL:ana@work.example\r\nEND:VCARD\r\n"
        }
        #expect(try await desk.take(card(ana.id.text), "own.vcf").unchanged == 1)
        #expect(try await desk.take(card("ct-elsewhere"), "theirs.vcf").added == 0)
        #expect(try await desk.take(card("ct-elsewhere"), "theirs.vcf").unchanged == 1)
        #expect(try await desk.people().map(\.name) == ["Ana Ejemplo", "Bea Muestra"])
    }

    @Test(arguments: EngineKind.here)
    func `an address that unsubscribed is a refusal of everybody whom it reaches`(kind: EngineKind) async throws {
        let desk = try await Desk(kind)
        try await desk.take(Self.first, "list-a.csv")
        let report = try await desk.take(
            "Email Address,UNSUB_TIME\nANA@work.example,2026-02-01 10:00:00\nnobody@work.example,2026-02-01 10:00:00\n",
            "unsubscribed.csv")
        #expect(report.refused.isEmpty && report.added == 0 && report.unknownAddresses == 1)
        let people = try await desk.people()
        #expect(people.map(\.name) == ["Ana Ejemplo", "Bea Muestra"])
        #expect(people.map { $0.hasRefused(.invite, .email) } == [true, false])
    }
}
