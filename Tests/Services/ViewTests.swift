import Coordination
import Foundation
import Storage
import Testing

@testable import ConveningService
@testable import CustodyService
@testable import DirectoryFiles
@testable import FollowUpService
@testable import Installation
@testable import PeopleService
@testable import StatementService

/// What the fronts show of a record, beside what the store keeps of it.
@Suite struct ViewTests {
    private func names(_ value: Any) -> Set<String> { Set(Mirror(reflecting: value).children.compactMap(\.label)) }

    /// The record's fields that its view leaves out.
    private func kept(_ record: Any, from view: Any) -> Set<String> {
        let shown = names(view), stored = names(record)
        // A view whose names are others would make every check pass.
        #expect(!shown.isEmpty && shown.isSubset(of: stored))
        return stored.subtracting(shown)
    }

    @Test func `a front shows what is kept, but for what the program keeps to itself`() async throws {
        let installation = try await TestInstallation()
        var operation: Operation { installation.operation }
        let id = try await installation.convening()
        let action = try await operation.actions.add(
            kind: .demarche, title: "Ask", owner: "Mission", convening: id, measure: nil, due: nil)
        let statement = try await operation.statements.draft(
            title: "Statement", texts: [.english: "Words"], embargo: nil, tlp: .clear)
        let measure = try await operation.measures.add(
            MeasureInput(
                reference: "MC-204-17", state: CountryCode(parsing: "HN"), title: "Case",
                day: CalendarDay(parsing: "2026-01-05")))
        try await operation.read { records in
            let convening = try records.convenings.one(id)
            #expect(
                kept(convening, from: ConveningDetails(convening)) == [
                    "announced", "changed", "confirmed", "placeToldFor", "stampedAt",
                ])
            // A person's export is made of the view, so nothing of a person may be left out.
            let contact = try records.contacts.one(Contact.ID(trusted: "demo-ana"))
            #expect(kept(contact, from: ContactDetails(contact)) == [])
            let stored = try records.actions.one(action.id)
            #expect(kept(stored, from: ActionDetails(stored)) == ["confirmed"])
            let text = try records.statements.one(statement.id)
            #expect(kept(text, from: StatementDetails(text)) == ["confirmed"])
            let file = try records.measures.one(measure.measure.id)
            #expect(kept(file, from: MeasureDetails(file, reference: file.reference)) == [])
            let deadline = Deadline(
                name: "Answer", day: try CalendarDay(parsing: "2026-02-01"), source: "letter", isConfirmed: true)
            #expect(kept(deadline, from: DeadlineDetails(deadline)) == ["isDecidedByHand"])
        }
    }

    @Test func `a term is one word with its number`() throws {
        func json(_ term: DeadlineRule.Term) throws -> String {
            String(decoding: try JSONEncoder().encode(DeadlineDetails.Term(term)), as: UTF8.self)
        }
        #expect(try json(.days(20)) == #"{"days":20}"#)
        #expect(try json(.businessDays(15)) == #"{"businessDays":15}"#)
        #expect(try json(.fixed(CalendarDay(parsing: "2026-04-02"))) == #"{"fixed":"2026-04-02"}"#)
        #expect(try json(.session("cut-off")) == #"{"session":"cut-off"}"#)
    }
}
