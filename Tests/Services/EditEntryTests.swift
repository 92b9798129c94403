import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import Installation
@testable import PeopleService
@testable import ConveningService
@testable import StatementService

/// An installation with a few shorthands.
private struct Desk {
    let installation: TestInstallation
    var operation: Operation { installation.operation }
    var directory: Directory { operation.directory }

    init(_ kind: EngineKind) async throws { installation = try await TestInstallation(kind) }

    func contact(_ id: String) async throws -> Contact {
        try await operation.read { try $0.contacts.one(Contact.ID(parsing: id)) }
    }

    func added(_ name: String, _ email: String) async throws -> String {
        var input = EntryInput()
        input.channels = [SafeChannel(kind: .email, address: email)]
        return try await operation.entries.add(name, as: .person, input).record
    }
}

/// Entries of the directory that are added, corrected and taken away by hand.
@Suite struct EditEntryTests {
    @Test(arguments: EngineKind.here) func `a person is added with an organization that is new or known`(
        kind: EngineKind
    ) async throws {
        let desk = try await Desk(kind)
        var input = EntryInput()
        input.organization = "Red de Abogadas"
        input.sector = .civilSociety
        input.channels = [SafeChannel(kind: .email, address: "norma@red.example")]
        input.note = "speaks at noon"
        let one = try await desk.contact(
            try await desk.operation.entries.add("Norma Paz Muñoz", as: .person, input).record)
        #expect(one.country == desk.operation.officer.country && one.zone == desk.operation.officer.zone)
        #expect(one.email?.rawValue == "norma@red.example" && one.note == "speaks at noon")
        input.channels = [SafeChannel(kind: .email, address: "rosa@red.example")]
        input.organization = one.organization?.text
        let two = try await desk.contact(
            try await desk.operation.entries.add("Rosa Luz Funez", as: .person, input).record)
        #expect(two.organization == one.organization)
        let same = input
        await #expect { _ = try await desk.operation.entries.add("Rosa Luz Funez", as: .person, same) } throws: {
            "\($0)".contains("is in the directory already")
        }
        var unknown = EntryInput()
        unknown.organization = "Somewhere else"
        let bad = unknown
        await #expect { _ = try await desk.operation.entries.add("Eva Paz", as: .person, bad) } throws: {
            "\($0)".contains("sector")
        }
    }

    @Test(arguments: EngineKind.here) func `a corrected address is written to, and the old one stays off`(
        kind: EngineKind
    ) async throws {
        let desk = try await Desk(kind)
        let id = try await desk.added("Norma Paz Muñoz", "old@red.example")
        var input = EntryInput()
        input.channels = [
            SafeChannel(kind: .email, address: "new@red.example"), SafeChannel(kind: .phone, address: "+504 9999 0001"),
        ]
        input.dropped = ["OLD@red.example"]
        input.name = "Norma Luz Muñoz"
        let change = try await desk.operation.entries.edit(id, input)
        #expect(change.differences.map(\.field) == ["name", "other-names", "channels"])
        let corrected = try await desk.contact(id)
        #expect(corrected.name == "Norma Luz Muñoz" && corrected.otherNames == ["Norma Paz Muñoz"])
        #expect(corrected.email?.rawValue == "new@red.example")
        #expect(corrected.formerChannels.map(\.address) == ["old@red.example"])
        // A file of before brings neither back.
        let path = "\(desk.installation.folder.path)/old.csv"
        try "Name,Email,Country\nNorma Paz Muñoz,old@red.example,HN\n".write(
            toFile: path, atomically: true, encoding: .utf8)
        let report = try await desk.directory.importPeople(path, ImportInput(), approve: { _ in })
        #expect(report.formerAddresses.count == 1 && report.added == 0)
        let after = try await desk.contact(id)
        #expect(after == corrected)
        // By hand it comes back.
        var back = EntryInput()
        back.channels = [SafeChannel(kind: .email, address: "old@red.example")]
        _ = try await desk.operation.entries.edit(id, back)
        let again = try await desk.contact(id)
        #expect(again.email?.rawValue == "old@red.example" && again.formerChannels.isEmpty)
    }

    @Test(arguments: EngineKind.here) func `fields are emptied, replaced and refused`(kind: EngineKind) async throws {
        let desk = try await Desk(kind)
        let id = try await desk.added("Norma Paz Muñoz", "norma@red.example")
        var input = EntryInput()
        (input.position, input.note, input.languages) = ("Director", "risky", [.spanish, .english])
        _ = try await desk.operation.entries.edit(id, input)
        var clear = EntryInput()
        (clear.cleared, clear.languages) = ([.position, .note], [.french])
        _ = try await desk.operation.entries.edit(id, clear)
        let cleared = try await desk.contact(id)
        #expect(cleared.position == nil && cleared.note == nil && cleared.languages == [.french])
        let cases: [(EntryInput, String)] = [
            (EntryInput(), "is like that already"), (made { $0.sector = .media }, "is a field of an organization"),
            (made { $0.dropped = ["no@where.example"] }, "has no such address"),
            (made { $0.organization = "Nowhere" }, "is not in the directory by that id or name"),
            (made { $0.name = "Еva Paz" }, "mixes"), (made { $0.country = CountryCode(rawValue: "XX") }, "country"),
        ]
        for (input, text) in cases {
            await #expect { _ = try await desk.operation.entries.edit(id, input) } throws: { "\($0)".contains(text) }
        }
        let other = try await desk.added("Boris Luz", "boris@red.example")
        let shared = made { $0.channels = [SafeChannel(kind: .email, address: "norma@red.example")] }
        await #expect { _ = try await desk.operation.entries.edit(other, shared) } throws: {
            "\($0)".contains("who has another name")
        }
        var agreed = shared
        agreed.mayShare = true
        _ = try await desk.operation.entries.edit(other, agreed)
    }

    private func made(_ change: (inout EntryInput) -> Void) -> EntryInput {
        var input = EntryInput()
        change(&input)
        return input
    }

    @Test(arguments: EngineKind.here) func `two records of one organization become one`(kind: EngineKind) async throws {
        let desk = try await Desk(kind)
        let kept = try await desk.operation.entries.add(
            "Embassy of Eastland", as: .organization, made { $0.sector = .alliedGovernment }
        ).record
        let other = try await desk.operation.entries.add(
            "Emb. Eastland", as: .organization,
            made {
                $0.sector = .alliedGovernment
                $0.themes = ["Agua"]
            }
        ).record
        let pairs = try await desk.directory.organizationDuplicates(limit: 10)
        #expect(pairs.contains { Set([$0.first.text, $0.second.text]) == [kept, other] })
        let person = try await desk.operation.entries.add(
            "Claire Dubois", as: .person,
            made {
                $0.organization = other
                $0.channels = [SafeChannel(kind: .email, address: "claire@east.example")]
            }
        ).record
        let twin = try await desk.operation.entries.add(
            "Claire Duboys", as: .person,
            made {
                $0.organization = other
                $0.channels = [SafeChannel(kind: .email, address: "claire@other.example")]
            }
        ).record
        _ = try await desk.directory.merge(
            Contact.ID(parsing: twin), into: Contact.ID(parsing: person), isDryRun: false)
        guard case .organization(let view) = try await desk.directory.merge(other, into: kept, isDryRun: false) else {
            Issue.record("no organization")
            return
        }
        #expect(view.people == 1 && view.kept.otherNames == ["Emb. Eastland"] && view.kept.themes == ["Agua"])
        let moved = try await desk.contact(person)
        #expect(moved.organization?.text == kept)
        // A merge of people that is undone later brings nobody to what is gone.
        _ = try await desk.directory.unmerge(Contact.ID(parsing: person))
        let parted = try await desk.contact(twin)
        #expect(parted.organization?.text == kept)
        // A list that writes it the old way means the same.
        let path = "\(desk.installation.folder.path)/list.csv"
        try "Name,Email,Country,Organization\nEmil Muster,emil@east.example,HN,Emb. Eastland\n".write(
            toFile: path, atomically: true, encoding: .utf8)
        let report = try await desk.directory.importPeople(path, ImportInput(), approve: { _ in })
        #expect(report.organizationsAdded == 0 && report.added == 1)
        await #expect { _ = try await desk.operation.entries.remove(kept) } throws: { "\($0)".contains("has 3 people") }
    }

    @Test(arguments: EngineKind.here) func `what was added by mistake is gone, and what has a history is not`(
        kind: EngineKind
    ) async throws {
        let desk = try await Desk(kind)
        let organization = try await desk.operation.entries.add(
            "Mistake", as: .organization, made { $0.sector = .media }
        )
        .record
        _ = try await desk.operation.entries.remove(organization)
        await #expect { _ = try await desk.directory.show(organization) } throws: {
            "\($0)".contains("is not in the directory")
        }
        let person = try await desk.added("Mis Take", "mis@take.example")
        _ = try await desk.operation.entries.remove(person)
        await #expect { _ = try await desk.directory.show(person) } throws: {
            "\($0)".contains("is not in the directory")
        }
        // It was no refusal.
        _ = try await desk.added("Mis Take", "mis@take.example")
        let made = try await desk.operation.convenings.create(
            blueprint: "consultation", title: "Talks", zone: nil, first: nil, last: nil, venue: nil, link: nil,
            visibility: nil, form: ConveningInput())
        _ = try await desk.operation.invitees.add(
            to: made.id, named: [Contact.ID(trusted: "demo-ana")], sectors: [], countries: [], theme: nil)
        await #expect { _ = try await desk.operation.entries.remove("demo-ana") } throws: {
            "\($0)".contains("stands on invitee lists, so more than this record knows of it")
                && "\($0)".contains("subject erase")
        }
    }
}

@Suite struct FundingTests {
    @Test(arguments: EngineKind.here) func `who pays for an organization is kept apart for host and mission`(
        kind: EngineKind
    ) async throws {
        let installation = try await TestInstallation(kind), operation = installation.operation
        var input = EntryInput()
        (input.sector, input.isMissionFunded, input.reach) = (.labor, true, .largeCity)
        let id = try await operation.entries.add("Central Obrera", as: .organization, input).record
        let union = try await operation.read { try $0.organizations.one(Organization.ID(parsing: id)) }
        #expect(
            union.isMissionFunded == true && union.isHostFunded == nil && union.sector == .labor
                && union.reach == .largeCity)
        let path = "\(installation.folder.path)/list.csv"
        try
            "Nombre,Organización,Tipo,País,Correo,Financiado por la embajada,Alcance\nAna Luz Funez,Sindicato del Agua,Sindicato,HN,ana@agua.example,no,ciudad grande\n"
            .write(toFile: path, atomically: true, encoding: .utf8)
        let report = try await operation.directory.importPeople(path, ImportInput(), approve: { _ in })
        #expect(report.refused.isEmpty && report.added == 1)
        let found = try await operation.read { try $0.directory.organization(named: "Sindicato del Agua") }
        #expect(found?.isMissionFunded == false && found?.sector == .labor && found?.reach == .largeCity)
        #expect(Facet.missionFunding.values(try People.contact("x"), found) == ["not-mission-funded"])
        #expect(Facet.missionFunding.values(try People.contact("x"), nil) == [Facet.unknown])
    }
}
