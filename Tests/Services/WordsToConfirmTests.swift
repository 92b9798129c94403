import Coordination
import Fixtures
import Foundation
import Storage
import Testing

@testable import CalendarFeeds
@testable import ConveningService
@testable import ReplyService
@testable import CustodyService
@testable import Delivery
@testable import FollowUpService
@testable import Installation
@testable import PeopleService
@testable import StatementService

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
            guard let place = text.firstRange(of: "--confirm ") else { throw problem }
            return String(text[place.upperBound...].prefix(9))
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

    @Test func `minutes and what they promise wait for a confirmation, and it is kept with both`() async throws {
        let id = try await invited(), day = try operation.today().adding(days: 40)
        installation.clock.advance(86_400 * 31)
        let minutes = "# M\nQuintanilla is afraid.\n- [ ] Mission of Eastland: ask about Héctor (due \(day))\n"
        let code = try #require(try await code { try await operation.convenings.close(id, minutes: minutes) })
        #expect(try await operation.convenings.show(id).convening.state == .invited)
        #expect(try await operation.actions.all().isEmpty)
        let closed = try await operation.confirming(code).convenings.close(id, minutes: minutes)
        let action = try #require(closed.actions.first)
        let mayShow = try await operation.read { [operation] records in
            var people = ConcernedPeople(operation, records)
            return try people.mayShowTitle(of: records.actions.one(action.id))
        }
        #expect(mayShow)
    }

    @Test func `an action's title is asked about among the people of its convening and its measure`() async throws {
        let id = try await invited()
        func add(_ title: String, _ operation: Installation.Operation) async throws -> ActionDetails {
            try await operation.actions.add(
                kind: .demarche, title: title, owner: "Mission of Eastland", convening: id, measure: nil, due: nil)
        }
        let asked = try #require(try await code { try await add("Ask about Quintanilla", operation) })
        let action = try await add("Ask about Quintanilla", operation.confirming(asked))
        // Others were asked about nothing; the words of the owner's own name may stand anywhere.
        #expect(try await code { try await add("Let Eastland ask about Rosario", operation) } == nil)
        var terms = ActionInput()
        terms.title = "Ask about Héctor"
        let code = try #require(try await code { try await operation.actions.edit(action.id, terms) })
        #expect(try await operation.actions.show(action.id).action.title == "Ask about Quintanilla")
        #expect(try await operation.confirming(code).actions.edit(action.id, terms).title == "Ask about Héctor")
        let entries = try await operation.audit.entries(about: action.id.text, limit: 50)
        #expect(entries.filter { $0.verb == AuditEvent.wordsConfirm.rawValue }.count == 2)
    }

    @Test func `a title that nobody has confirmed is left out where others read it`() async throws {
        let id = try await invited()
        let action = try await operation.actions.add(
            kind: .publicStatement, title: "Ask about Quintanilla's case", owner: "Mission of Eastland", convening: nil,
            measure: nil, due: try operation.today())
        // As one that an earlier version stored.
        let stored = try Action(
            id: .init(trusted: "ac-old"), kind: .publicStatement, title: action.title, owner: action.owner,
            convening: id)
        try await operation.change { try $0.actions.insert(stored, at: People.now) }
        let path = "\(installation.folder.path)/tasks.ics"
        _ = try await operation.feeds.export(of: .all, hasTasks: true, to: path)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.contains("SUMMARY:public-statement ac-old"))
        #expect(text.contains("SUMMARY:Ask about Quintanilla's case"))
        let asked = try #require(
            try await code { try await operation.actions.edit(stored.id, ActionInput()) })
        _ = try await operation.confirming(asked).actions.edit(stored.id, ActionInput())
        _ = try await operation.feeds.export(of: .all, hasTasks: true, to: path)
        #expect(
            try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "Quintanilla's case").count == 3)
    }

    @Test func `a statement is asked about among those who are asked to sign it`() async throws {
        func draft(_ words: String) async throws -> Statement.ID {
            try await operation.statements.draft(title: "T", texts: [.english: words], embargo: nil, tlp: .clear).id
        }
        let id = try await draft("Free Quintanilla now.")
        let code = try #require(try await code { try await operation.statements.open(id, asking: [ana]) })
        #expect(try await operation.statements.show(id).state == .draft)
        #expect(try await operation.outbox.lines().isEmpty)
        #expect(try await operation.confirming(code).statements.open(id, asking: [ana]).asked == [ana])
        // Who signs later was not looked for when it was opened.
        let other = try await draft("Free Quintanilla now.")
        _ = try await operation.statements.open(other, asking: [])
        _ = try await operation.statements.sign(other, organization: .init(trusted: "demo-rio-vivo"), signatory: ana)
        #expect(try await self.code { try await operation.statements.publish(other) } != nil)
        // A name that may be published is nobody's secret.
        try await operation.consents.record(
            Consent(purpose: .publishName, channel: .email, evidence: "in person", given: People.today), of: ana)
        let named = try await draft("Free Quintanilla now.")
        #expect(try await self.code { try await operation.statements.open(named, asking: [ana]) } == nil)
    }

    @Test func `a public title is asked about among those whom the measure protects`() async throws {
        let honduras = try CountryCode(parsing: "HN")
        func draft(_ title: String) -> MeasureInput {
            var draft = MeasureInput(
                reference: "MC-204-17", state: honduras, title: "Confidential",
                day: People.today.adding(days: -30))
            draft.publicTitle = title
            draft.beneficiaries = [.person("Ofelia Barrientos"), .group("Council of Elders", count: 30)]
            return draft
        }
        let named = draft("Barrientos and others"), plain = draft("Elders of a river")
        let asked = try #require(try await code { try await operation.measures.add(named) })
        #expect(try await operation.confirming(asked).measures.add(named).measure.publicTitle == named.publicTitle)
        var edit = MeasureEditInput()
        edit.publicTitle = "The case of Ofelia"
        #expect(try await code { try await operation.measures.edit("MC-204-17", edit) } != nil)
        edit.publicTitle = plain.publicTitle
        #expect(try await code { try await operation.measures.edit("MC-204-17", edit) } == nil)
    }

    @Test func `a file for a group is asked about among the members who are not in it`() async throws {
        let group = Group.ID(trusted: "circle")
        _ = try await operation.groups.save(Group(id: group, name: "Circle"))
        _ = try await operation.groups.change(group, adding: [ana, hector], removing: [])
        try await operation.consents.record(
            Consent(purpose: .share, channel: .email, group: group, evidence: "x", given: People.today), of: hector)
        try await operation.change { records in
            var contact = try records.contacts.one(hector)
            contact.position = "Adviser to Quintanilla"
            _ = try records.contacts.save(contact)
        }
        func export(_ operation: Installation.Operation) async throws -> Int {
            try await operation.directory.export(
                to: "\(installation.folder.path)/x.csv", for: group.text, label: .amber, query: DirectoryQuery()
            ).people
        }
        let asked = try #require(try await code { try await export(operation) })
        #expect(!FileManager.default.fileExists(atPath: "\(installation.folder.path)/x.csv"))
        #expect(try await export(operation.confirming(asked)) == 1)
    }

    @Test func `what one person would be sent is shown before it is done`() async throws {
        let id = try await invited(ConveningInput(placeHours: 48))
        let removal = try await operation.invitations.preview(of: .removal(ana), to: id)
        #expect(removal.recipients.map(\.contact) == [ana] && removal.recipients[0].mail.contains("method=CANCEL"))
        for person in try await operation.invitations.all(to: id) {
            _ = try await operation.replies.record(person.code, .accepted)
        }
        let place = try await operation.invitations.preview(of: .place, to: id)
        #expect(place.recipients.count == 2 && place.recipients.allSatisfy { $0.kind == .place })
        let held = try await installation.answer(
            ana, id, "NEEDS-ACTION", extra: "DTSTART:20260410T100000Z", method: "COUNTER")
        let message = try #require(try await operation.replies.quarantine().first).id
        #expect(held.verdict == "held")
        let discard = try await operation.replies.previewDiscard(of: message, about: id)
        #expect(discard.recipients.map(\.kind) == [.counterDeclined])
        #expect(try await operation.replies.quarantine().count == 1)
        #expect(try await operation.invitations.all(to: id).allSatisfy { $0.state == .accepted })
    }
}
