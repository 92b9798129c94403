import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import CalendarFeeds
@testable import ConveningService
@testable import DirectoryFiles
@testable import FollowUpService
@testable import Installation
@testable import PeopleService
@testable import ReportService

@Suite struct FollowUpTests {
    let installation: TestInstallation
    var operation: Operation { installation.operation }

    init() async throws { installation = try await TestInstallation() }

    private func overdue() async throws -> [ActionDetails] {
        try await operation.actions.all(
            ActionListInput(isOverdue: true, state: nil, owner: nil, measure: nil, limit: 9)
        ).actions
    }

    @Test func `promises in minutes become actions and names are refused`() async throws {
        let id = try await installation.invitedRoundtable()
        await #expect {
            _ = try await operation.convenings.close(id, minutes: "# M\n\nAna Lucía Quintanilla said so.\n")
        } throws: {
            ($0 as? Problem)?.description.hasPrefix("line 3: names demo-ana") == true
        }
        #expect(try await operation.convenings.show(id).convening.state == .invited)
        installation.clock.advance(40 * 86_400)
        let report = try await operation.convenings.close(
            id, minutes: "# M\n\n- [ ] Embassy: observe the hearing (due 2026-03-01)\n")
        #expect(report.actions.count == 1)
        #expect(try await overdue().map(\.title) == ["observe the hearing"])
        let done = try await operation.actions.finish(
            report.actions[0].id, evidence: "attended", feedback: .given(operation.today()))
        #expect(done.state == .done)
        #expect(try await overdue().isEmpty)
    }

    @Test func `a measure is found by any writing of its reference`() async throws {
        let view = try await operation.measures.add(
            reference: "MC-204-17", state: try CountryCode(parsing: "CO"), title: "t", stage: nil,
            on: try CalendarDay(parsing: "2026-02-20"), document: "Resolution 87/18", beneficiaries: [.person("J.S.")],
            points: ["protect"])
        #expect(view.isLive)
        #expect(view.silentDays == 13)
        #expect(view.next?.day.description == "2026-03-12")
        #expect(view.next?.isConfirmed == false)
        for text in ["PM 204/17", "Medida Cautelar No. 204-17", view.measure.id.text] {
            #expect(try await operation.measures.show(text).measure.id == view.measure.id)
        }
        #expect(
            await refusal {
                _ = try await operation.measures.add(
                    reference: "PM 204/2017", state: try CountryCode(parsing: "CO"), title: "again", stage: nil,
                    on: People.today,
                    document: nil, beneficiaries: [], points: [])
            } == Refusal(.notAllowed, at: "me-*"))
        await #expect { _ = try await operation.measures.show("PM 205/17") } throws: {
            ($0 as? Problem)?.kind == .missingInput
        }
    }

    @Test func `an unknown stage or body is refused with the nearest`() async throws {
        await #expect {
            _ = try await operation.measures.add(
                reference: "MC-1-26", state: try CountryCode(parsing: "CO"), title: "t", stage: "grnted",
                on: People.today,
                document: nil, beneficiaries: [], points: [])
        } throws: { ($0 as? Problem)?.remedy == "Did you mean 'granted'?" }
        #expect(
            await refusal {
                _ = try await operation.measures.add(
                    reference: "Application no. 1/x", state: try CountryCode(parsing: "CO"), title: "t", stage: nil,
                    on: People.today,
                    document: nil, beneficiaries: [], points: [])
            } == Refusal(.badData))
    }

    @Test func `the report names nobody and is not written if it would`() async throws {
        let id = try await installation.invitedRoundtable()
        let path = "\(installation.folder.path)/report.html"
        for language in Language.shipped { try await operation.reports.write(to: path, in: language) }
        let page = try String(contentsOfFile: path, encoding: .utf8)
        #expect(page.contains(id.text))
        await #expect { try await operation.reports.write(to: "\(operation.home.path)/convoke.sqlite") } throws: {
            ($0 as? Problem)?.kind == .cannotCreate
        }
        for contact in try await operation.read({ try $0.contacts.all() }) { #expect(!page.contains(contact.name)) }
        try FileManager.default.removeItem(atPath: path)
        let quoted = try People.contact("aissatou", name: "Aïssatou N'Diaye")
        _ = try await operation.change { try $0.contacts.save(quoted) }
        _ = try await operation.actions.add(
            kind: .publicStatement, title: "Write to Aissatou N'DIAYE", owner: "Embassy", convening: nil, measure: nil,
            due: nil)
        #expect(await refusal { try await operation.reports.write(to: path) } == Refusal(.notAllowed, at: "export"))
        _ = try await operation.actions.add(
            kind: .publicStatement, title: "Write to Ana Lucía Quintanilla", owner: "Embassy", convening: nil,
            measure: nil,
            due: nil)
        #expect(await refusal { try await operation.reports.write(to: path) } == Refusal(.notAllowed, at: "export"))
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `the exported calendar names no invitee`() async throws {
        _ = try await installation.invitedRoundtable()
        let path = "\(installation.folder.path)/calendar.ics"
        #expect(try await operation.feeds.export(of: .all, to: path) == 1)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains("METHOD:PUBLISH"))
        #expect(text.contains("SUMMARY:Roundtable"))
        #expect(!text.contains("ATTENDEE"))
        #expect(!text.contains("River"))
    }

    @Test func `importing again changes nothing and a fault imports nothing`() async throws {
        let again = try await operation.directory.importDirectory(
            operation.directory.shippedPaths(withDemonstration: true))
        #expect(again.contacts == ["unchanged": 15])
        #expect(Set(again.organizations.keys) == ["unchanged"])
        let bad = try installation.folder.write(
            """
            contacts:
              - {id: ct-1, name: New One, country: "HN", zone: UTC, languages: [es]}
              - {id: ct-2, name: Lost One, country: "HN", zone: UTC, languages: [es], organization: nowhere}
            """, to: "bad.yaml")
        await #expect { _ = try await operation.directory.importDirectory([bad]) } throws: {
            ($0 as? Problem)?.description.contains("ct-2 belongs to 'nowhere'") == true
        }
        let zone = try installation.folder.write(
            "contacts:\n  - {id: ct-1, name: N, country: \"HN\", zone: America/Tegucigalpo, languages: [es]}\n",
            to: "zone.yaml")
        await #expect { _ = try await operation.directory.importDirectory([zone]) } throws: {
            ($0 as? Problem)?.description.contains("did you mean America/Tegucigalpa") == true
        }
        let named = try installation.folder.write(
            "contacts:\n  - {id: c-ibanez, name: Jos\u{E9} Ib\u{E1}\u{F1}ez, country: \"HN\", zone: UTC, languages: [es]}\n",
            to: "named.yaml")
        await #expect { _ = try await operation.directory.importDirectory([named]) } throws: {
            ($0 as? Problem)?.description.contains("holds a part of that person's name") == true
        }
        #expect(try await operation.directory.search(DirectoryQuery(text: "new")).allSatisfy { $0.kind != "contact" })
    }
}
