import Coordination
import Fixtures
import Foundation
import ReportService
import Storage
import Testing

@testable import ConveningService
@testable import CustodyService
@testable import DirectoryFiles
@testable import FollowUpService
@testable import Installation
@testable import PeopleService
@testable import TextFiles

/// Who owns what is to be done, who follows it, and who gets it next.
@Suite struct OwnerTests {
    let installation: TestInstallation
    var operation: Operation { installation.operation }

    init() async throws { installation = try await TestInstallation() }

    @Test func `retention keeps whoever something open hangs on`() async throws {
        let installation = try await TestInstallation(settings: "retention:\n  contacts: 30\n")
        var operation: Operation { installation.operation }
        var draft = MeasureInput(
            reference: "MC-1-20", state: try CountryCode(parsing: "HN"), title: "t", day: People.today)
        draft.beneficiaries = [Measure.Beneficiary(.person("A."), contact: Identifier(trusted: "demo-ana"))]
        draft.chain = [Identifier(trusted: "demo-ingrid")]
        _ = try await operation.measures.add(draft)
        let action = try await operation.actions.add(
            kind: .letter, title: "a", owner: "demo-claire", from: ActionOrigin(), ActionInput())
        installation.clock.advance(60 * 86_400)
        func due() async throws -> [String] {
            try await operation.subjects.retention(apply: false).lines.first { $0.kind == .contacts }?.due ?? []
        }
        let before = try await due()
        for id in ["demo-ana", "demo-ingrid", "demo-claire"] { #expect(!before.contains(id), "\(id)") }
        #expect(!before.isEmpty)
        _ = try await operation.actions.close(action.id, as: .dropped, because: "not needed")
        _ = try await operation.measures.resolve(
            ResolutionInput(
                reference: "Resolution 9/26", day: try operation.today(),
                parts: [.init(measure: "MC-1-20", decision: .lift)]))
        installation.clock.advance(60 * 86_400)
        for id in ["demo-ana", "demo-ingrid", "demo-claire"] { #expect(try await due().contains(id), "\(id)") }
        // Whoever is erased is no beneficiary of the directory any more; the name stays as the body printed it.
        _ = try await operation.subjects.erase(Identifier(trusted: "demo-ana"))
        let view = try await operation.measures.show("MC-1-20")
        #expect(view.measure.beneficiaries.map(\.contact) == [nil])
        #expect(view.measure.beneficiaries.map(\.name) == ["A."])
    }

    @Test func `promises without attribution are not shared`() async throws {
        let id = try await installation.invitedRoundtable()
        installation.clock.advance(40 * 86_400)
        _ = try await operation.measures.add(
            MeasureInput(
                reference: "MC-204-17", state: try CountryCode(parsing: "HN"), title: "The editor", day: People.today))
        _ = try await operation.convenings.close(
            id, CloseInput(minutes: "- [ ] River Firm: publish the study (letter; measure MC-204-17)\n"))
        let shared = try await operation.reports.board(
            case: nil, country: nil, missions: [], group: nil, isShared: true)
        #expect(shared.entries.isEmpty)
        #expect(try await operation.convenings.minutes(of: id).text == "- [ ] publish the study\n")
    }

    @Test func `whoever was never tied to the owner is still reminded`() async throws {
        var terms = ActionInput()
        terms.chain = [Identifier(trusted: "demo-claire"), Identifier(trusted: "demo-oscar")]
        let action = try await operation.actions.add(
            kind: .letter, title: "a", owner: "Delegation", from: ActionOrigin(), terms)
        var change = ActionInput()
        change.owner = "Embassy of Southland"
        #expect(try await operation.actions.edit(action.id, change).chain.map(\.text) == ["demo-claire", "demo-oscar"])
        _ = try await operation.actions.reassign(from: "Embassy of Southland", to: "demo-claire")
        #expect(
            try await operation.actions.show(action.id).action.chain.map(\.text) == ["demo-claire", "demo-oscar"])
        // Now she stands for the owner, so she goes with it.
        _ = try await operation.actions.reassign(from: "demo-embassy-east", to: "Embassy of Farland")
        #expect(try await operation.actions.show(action.id).action.chain.map(\.text) == ["demo-oscar"])
    }

    @Test func `an owner is known by ID and by name alike`() async throws {
        let first = try await operation.actions.add(
            kind: .letter, title: "a", owner: "demo-embassy-north", from: ActionOrigin(), ActionInput())
        let second = try await operation.actions.add(
            kind: .letter, title: "b", owner: "embassy of NORTHLAND (demonstration)", from: ActionOrigin(),
            ActionInput())
        func list(_ owner: String) async throws -> Set<Action.ID> {
            let wanted = ActionListInput(isOverdue: false, state: nil, owner: owner, measure: nil, limit: 9)
            return Set(try await operation.actions.all(wanted).actions.map(\.id))
        }
        #expect(try await list("demo-embassy-north") == [first.id, second.id])
        #expect(
            await refusal {
                _ = try await operation.actions.add(
                    kind: .letter, title: "c", owner: "demo-embasy-north", from: ActionOrigin(), ActionInput())
            } == Refusal(.missingInput, at: "demo-embasy-north"))
        var terms = ActionInput()
        terms.chain = [Identifier(trusted: "demo-claire")]
        let own = try await operation.actions.add(
            kind: .letter, title: "d", owner: "demo-ingrid", from: ActionOrigin(), terms)
        #expect(own.chain.map(\.text) == ["demo-ingrid", "demo-claire"])
        #expect(try await list("demo-ingrid") == [own.id])
        #expect(try await list("demo-claire").isEmpty)
        // Whoever does it no more is not reminded of it any more.
        var change = ActionInput()
        change.owner = "Embassy of Southland"
        #expect(try await operation.actions.edit(own.id, change).chain.map(\.text) == ["demo-claire"])
        change = ActionInput()
        change.cleared = [.remind]
        #expect(try await operation.actions.edit(own.id, change).chain.isEmpty)
    }

    @Test func `a portfolio is handed to a successor whole`() async throws {
        var draft = MeasureInput(
            reference: "MC-1-20", state: try CountryCode(parsing: "HN"), title: "t", day: People.today)
        draft.chain = [Identifier(trusted: "demo-ana")]
        let measure = try await operation.measures.add(draft)
        var terms = ActionInput()
        terms.chain = [Identifier(trusted: "demo-helen"), Identifier(trusted: "demo-ana")]
        let people = try await operation.read { try $0.contacts.all().map(\.id.text) }
        let other = try #require(people.first { $0 != "demo-ana" })
        terms.chain = [Identifier(trusted: other), Identifier(trusted: "demo-ana")]
        let own = try await operation.actions.add(
            kind: .letter, title: "a", owner: "demo-ana", from: ActionOrigin(), ActionInput())
        #expect(own.chain == [Identifier(trusted: "demo-ana")])
        #expect(!own.owner.contains("Ana"))
        let second = try await operation.actions.add(
            kind: .letter, title: "b", owner: "Mission of Westland", from: ActionOrigin(), terms)
        let closed = try await operation.actions.add(
            kind: .letter, title: "c", owner: "demo-ana", from: ActionOrigin(), ActionInput())
        _ = try await operation.actions.finish(closed.id, evidence: "x", feedback: .given(People.today))
        let successor = try #require(people.last { $0 != "demo-ana" && $0 != other })
        let report = try await operation.actions.reassign(from: "demo-ana", to: successor)
        #expect(Set(report.actions) == [own.id, second.id])
        #expect(report.measures == [measure.measure.id])
        #expect(try await operation.actions.show(own.id).action.chain == [Identifier(trusted: successor)])
        #expect(
            try await operation.actions.show(second.id).action.chain
                == [Identifier(trusted: other), Identifier(trusted: successor)])
        #expect(try await operation.actions.show(second.id).action.owner == "Mission of Westland")
        #expect(try await operation.actions.show(closed.id).action.chain == [Identifier(trusted: "demo-ana")])
        #expect(
            await refusal { _ = try await operation.actions.reassign(from: "demo-ana", to: successor) }
                == Refusal(.missingInput, at: "--from"))
        let names = try await operation.actions.reassign(from: "MISSION of Westland", to: "Mission of Eastland")
        #expect(names.actions == [second.id])
    }
}
