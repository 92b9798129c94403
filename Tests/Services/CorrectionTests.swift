import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import ConveningService
@testable import ReplyService
@testable import Delivery
@testable import FollowUpService
@testable import Installation
@testable import PeopleService
@testable import StatementService

/// What was recorded wrongly is set right, and what was added by mistake is taken away.
@Suite struct CorrectionTests {
    private static let ana = Contact.ID(trusted: "demo-ana"), ixchel = Contact.ID(trusted: "demo-ixchel")

    private func invited(_ operation: Operation, _ people: [Contact.ID], required: [Contact.ID] = []) async throws
        -> Convening.ID
    {
        let made = try await operation.convenings.create(
            blueprint: "consultation", title: "Talks", zone: nil, first: nil, last: nil, venue: "Room", link: nil,
            visibility: .discreet, form: ConveningInput())
        _ = try await operation.invitees.add(
            to: made.id, named: people, sectors: [], countries: [], theme: nil, required: required)
        _ = try await operation.convenings.book(made.id, at: operation.now.adding(.seconds(86_400 * 20)))
        _ = try await operation.invitations.invite(made.id)
        return made.id
    }

    private func invitation(_ contact: Contact.ID, _ id: Convening.ID, _ operation: Operation) async throws
        -> Invitation?
    {
        try await operation.read { try $0.invitations.all(of: id) }.first { $0.contact == contact }
    }

    @Test(arguments: EngineKind.here) func `a reply recorded by mistake is taken back`(kind: EngineKind) async throws {
        let installation = try await TestInstallation(kind), operation = installation.operation
        let id = try await invited(operation, [Self.ana])
        let code = try #require(try await invitation(Self.ana, id, operation)).code
        await #expect { _ = try await operation.replies.record(code, .needsAction) } throws: {
            "\($0)".contains("has no reply that could be taken back")
        }
        _ = try await operation.replies.record(code, .declined, isFinal: true)
        let report = try await operation.replies.record(code, .needsAction)
        #expect(report.verdict == "taken back")
        let open = try #require(try await invitation(Self.ana, id, operation))
        #expect(open.state == .needsAction && open.answered == nil && !open.isFinal)
        _ = try await operation.replies.record(code, .accepted)
        let answered = try await invitation(Self.ana, id, operation)
        #expect(answered?.state == .accepted)
    }

    @Test(arguments: EngineKind.here) func `a colleague takes another's place`(kind: EngineKind) async throws {
        let installation = try await TestInstallation(kind), operation = installation.operation
        let id = try await invited(operation, [Self.ana], required: [Self.ana])
        _ = try await operation.outbox.deliver()
        for (name, _) in try installation.mails() {
            try FileManager.default.removeItem(atPath: "\(installation.mailFolder)/\(name)")
        }
        _ = try await operation.invitees.replace(Self.ana, by: Self.ixchel, in: id, isTold: true)
        _ = try await operation.outbox.deliver()
        let mails = try installation.mails()
        #expect(mails.count == 1)
        let convening = try await operation.read { try $0.convenings.one(id) }
        #expect(convening.quorum.required == [Self.ixchel])
        let new = try await invitation(Self.ixchel, id, operation), old = try await invitation(Self.ana, id, operation)
        #expect(new?.state == .listed && old?.state == .withdrawn)
        // Who declined hears nothing.
        let other = try await invited(operation, [Self.ana])
        let code = try #require(try await invitation(Self.ana, other, operation)).code
        _ = try await operation.outbox.deliver()
        _ = try await operation.replies.record(code, .declined)
        for (name, _) in try installation.mails() {
            try FileManager.default.removeItem(atPath: "\(installation.mailFolder)/\(name)")
        }
        _ = try await operation.invitees.replace(Self.ana, by: Self.ixchel, in: other, isTold: true)
        _ = try await operation.outbox.deliver()
        let none = try installation.mails()
        #expect(none.isEmpty)
        await #expect {
            _ = try await operation.invitees.replace(Self.ana, by: Self.ixchel, in: other, isTold: true)
        } throws: {
            "\($0)".contains("is not on the list")
        }
    }

    @Test(arguments: EngineKind.here) func `nobody is replaced by someone who may not be invited`(kind: EngineKind)
        async throws
    {
        let installation = try await TestInstallation(kind), operation = installation.operation
        let id = try await invited(operation, [Self.ana])
        let stranger = try People.contact("ct-stranger", name: "Nobody Asked", email: "nobody@asked.example")
        var refused = stranger
        refused.organization = nil
        refused.consents = []
        let kept = refused
        try await operation.change { _ = try $0.contacts.save(kept) }
        await #expect {
            _ = try await operation.invitees.replace(Self.ana, by: kept.id, in: id, isTold: true)
        } throws: {
            "\($0)".contains("may not be invited")
        }
        let ana = try await invitation(Self.ana, id, operation)
        #expect(ana?.state == .needsAction)
    }

    @Test(arguments: EngineKind.here) func `minutes are corrected with a reason, and what gave way stays`(
        kind: EngineKind
    ) async throws {
        let installation = try await TestInstallation(kind), operation = installation.operation
        let id = try await invited(operation, [Self.ana])
        installation.clock.advance(86_400 * 21)
        let later = installation.operation
        let day = try later.today().adding(days: 10)
        _ = try await later.convenings.close(
            id,
            CloseInput(
                minutes: "# M\nWater was spoken of.\n- [ ] Mission: write (due \(day))\n",
                attendance: Attendance(counts: [.civilSociety: 3])))
        var order = AmendInput(reason: "a count was wrong")
        order.counts = [.civilSociety: 4]
        let first = try await later.convenings.amend(id, order)
        #expect(first.number == 1 && first.actions.isEmpty)
        var text = AmendInput(reason: "a promise was left out")
        text.minutes =
            "# M\nWater was spoken of.\n- [ ] Mission: write (due \(day))\n- [ ] Mission: ask again (due \(day))\n"
        let second = try await later.convenings.amend(id, text)
        #expect(second.number == 2 && second.actions.map(\.title) == ["ask again"])
        let minutes = try await later.convenings.minutes(of: id)
        #expect(minutes.attendance?.counts == [.civilSociety: 4])
        #expect(minutes.amendments?.map(\.reason) == ["a count was wrong", "a promise was left out"])
        #expect(minutes.amendments?.first?.attendance?.counts == [.civilSociety: 3])
        // Nobody is named in what replaces them, either.
        var named = AmendInput(reason: "who spoke")
        named.minutes = "# M\nAna Lucía Quintanilla spoke.\n"
        let bad = named
        await #expect { _ = try await later.convenings.amend(id, bad) } throws: { "\($0)".contains("names demo-ana") }
        let same = order
        await #expect { _ = try await later.convenings.amend(id, same) } throws: {
            "\($0)".contains("has these minutes already")
        }
    }

    @Test(arguments: EngineKind.here) func `a grant names whom it protects and what it asks for, and goes with them`(
        kind: EngineKind
    ) async throws {
        let installation = try await TestInstallation(kind), operation = installation.operation
        let measures = operation.measures
        let made = try await measures.add(
            reference: "MC-900-26", state: CountryCode(parsing: "HN"), title: "River", stage: "requested",
            on: CalendarDay(parsing: "2026-01-05"), document: nil, beneficiaries: [], points: [])
        var grant = ResolutionInput(
            reference: "Resolution 9/26", day: try CalendarDay(parsing: "2026-02-05"),
            parts: [.init(measure: made.measure.id.text, decision: .grant)])
        grant.added = [Measure.Beneficiary(.person("K.L."))]
        grant.points = ["Protect their lives", "Agree on measures"]
        let granted = try await measures.resolve(grant)
        #expect(granted.first?.measure.beneficiaries.count == 1)
        #expect(granted.first?.measure.points.map(\.number) == [1, 2])
        let undone = try await measures.takeBack("MC-900-26")
        #expect(undone.first?.measure.beneficiaries.isEmpty == true && undone.first?.measure.points.isEmpty == true)
    }

    @Test(arguments: EngineKind.here) func `what was added by mistake is gone, and what is known elsewhere stays`(
        kind: EngineKind
    ) async throws {
        let installation = try await TestInstallation(kind), operation = installation.operation
        let day = try CalendarDay(parsing: "2026-01-05"), state = try CountryCode(parsing: "HN")
        func measure(_ reference: String) async throws -> Measure.ID {
            try await operation.measures.add(
                reference: reference, state: state, title: "River", stage: nil, on: day, document: nil,
                beneficiaries: [],
                points: ["p"]
            ).measure.id
        }
        let gone = try await measure("MC-901-26")
        _ = try await operation.measures.remove("MC-901-26")
        await #expect { _ = try await operation.measures.show(gone.text) } throws: { "\($0)".contains("is not a") }
        // The number is free again.
        let again = try await measure("MC-901-26")
        _ = try await operation.actions.add(
            kind: .demarche, title: "Ask", owner: "Mission of Westland", convening: nil, measure: again, due: nil)
        await #expect { _ = try await operation.measures.remove("MC-901-26") } throws: {
            "\($0)".contains("has 1 actions")
        }
        let group = Group.ID(trusted: "mistake")
        _ = try await operation.groups.save(Group(id: group, name: "Mistake"))
        _ = try await operation.groups.change(group, adding: [Self.ana], removing: [])
        _ = try await operation.groups.remove(group)
        await #expect { _ = try await operation.groups.one(group) } throws: { "\($0)".contains("is not a group") }
        let draft = try await operation.statements.draft(
            title: "T", texts: [.english: "Words."], embargo: nil, tlp: .clear)
        _ = try await operation.statements.remove(draft.id)
        await #expect { _ = try await operation.statements.show(draft.id) } throws: {
            "\($0)".contains("is not a statement")
        }
        let partner = try Partner.ID(parsing: "press")
        _ = try await operation.partners.add(id: partner, name: "Press", url: "http://127.0.0.1:9/hook", secret: nil)
        let removed = try await operation.partners.remove(partner)
        #expect(removed.isGone)
    }

    @Test func `a letter of appeal without a number is kept under a title`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        var input = MeasureInput(
            reference: "Letter of urgent appeal of 3 March 2026", state: try CountryCode(parsing: "KE"),
            title: "Defenders",
            day: try CalendarDay(parsing: "2026-03-03"))
        input.mechanism = Mechanism.ID(trusted: "achpr")
        let letter = try await operation.measures.add(input)
        #expect(letter.measure.reference.printed == "Letter of urgent appeal of 3 March 2026")
        input.reference = "Communication 725/19"
        let numbered = try await operation.measures.add(input)
        #expect(numbered.measure.reference.printed == "Communication 725/19")
        // It is found by its title.
        let same = try await operation.measures.show("Letter of urgent appeal of 3 March 2026")
        #expect(same.measure.id == letter.measure.id)
        input.mechanism = Mechanism.ID(trusted: "iachr")
        input.reference = "Letter of 3 March"
        let bad = input
        await #expect { _ = try await operation.measures.add(bad) } throws: {
            "\($0)".contains("numbers its documents")
        }
    }

    @Test(arguments: EngineKind.here)
    func `an old case that is taken into the files is neither silent nor late for years`(kind: EngineKind)
        async throws
    {
        let installation = try await TestInstallation(kind)
        func added(_ reference: String, _ day: String) async throws -> MeasureView {
            try await installation.operation.measures.add(
                reference: reference, state: CountryCode(parsing: "HN"), title: "River", stage: nil,
                on: CalendarDay(parsing: day),
                document: nil, beneficiaries: [], points: [])
        }
        let old = try await added("MC-920-16", "2016-03-01"), recent = try await added("MC-921-25", "2025-12-01")
        #expect(old.silentDays == 0 && old.next == nil)
        #expect(recent.silentDays == 94 && recent.next != nil)
        installation.clock.advance(86_400 * 40)
        let later = try await installation.operation.measures.show("MC-920-16")
        #expect(later.silentDays == 40)
    }
}
