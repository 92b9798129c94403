import Coordination
import Fixtures
import Testing

@Suite struct FollowUpTests {
    @Test func `promises are read out of minutes`() throws {
        let minutes = try Minutes(
            parsing:
                "# Minutes\r\n\r\nText.\r\n- a point\r\n- [ ] Embassy: observe the hearing (due 2026-04-01)\r\n- [ ] Company: answer\r\n"
        )
        #expect(minutes.commitments.map(\.owner) == ["Embassy", "Company"])
        #expect(minutes.commitments.map(\.promise) == ["observe the hearing", "answer"])
        #expect(minutes.commitments.map(\.due) == [try CalendarDay(parsing: "2026-04-01"), nil])
        #expect(minutes.commitments.map(\.line) == [5, 6])
    }

    @Test(arguments: [
        "- [x] Embassy: done", "- [ ] no owner", "- [ ] : nothing", "- [ ] Embassy: x (due soon)", "- [] A: b",
    ])
    func `what looks like a promise but is none is refused with its line`(line: String) {
        #expect { try Minutes(parsing: "one\n\(line)") } throws: { ($0 as? Problem)?.place == "line 2" }
    }

    @Test func `Chatham House minutes name nobody`() throws {
        let ana = try People.contact("ana")
        let minutes = try Minutes(parsing: "one\nAs Ana Lucía Quintanilla said")
        #expect { try minutes.checkAttribution(.chathamHouse, people: [ana]) } throws: {
            ($0 as? Problem)?.description.hasPrefix("line 2: names ana") == true
        }
        #expect(throws: Never.self) { try minutes.checkAttribution(.onRecord, people: [ana]) }
        let wrapped = try Minutes(parsing: "one\nAs **Ana**\nLucia said")
        #expect { try wrapped.checkAttribution(.chathamHouse, people: [ana]) } throws: {
            ($0 as? Problem)?.place == "line 3"
        }
    }

    @Test func `an action does not close without feedback or a reason`() throws {
        var action = try Action(
            id: Identifier(trusted: "ac-1"), kind: .demarche, title: "Ask", owner: "Embassy",
            due: Deadline(name: "due", day: People.today, source: "test", isConfirmed: true))
        #expect(
            refusal {
                try action.finish(on: People.today, evidence: "note", feedback: .notGiven(reason: "  "))
            } == Refusal(.usage, at: "ac-1"))
        #expect(action.state == .open)
        #expect(!action.isOverdue(on: People.today))
        #expect(action.isOverdue(on: People.today.adding(days: 1)))
        try action.finish(on: People.today, evidence: "note", feedback: .given(People.today))
        #expect(action.state == .done)
        #expect(!action.isOverdue(on: People.today.adding(days: 1)))
    }

    @Test func `deadlines count calendar or business days`() throws {
        func rule(_ term: DeadlineRule.Term) -> DeadlineRule {
            DeadlineRule(
                id: "r", names: ["en": "r"], trigger: "granted", term: term, source: "test", isConfirmed: false)
        }
        let friday = try CalendarDay(parsing: "2026-03-06")
        let isBusinessDay = { (day: CalendarDay) in day.weekday <= 5 }
        #expect(rule(.days(15)).due(from: friday, isBusinessDay: isBusinessDay)?.description == "2026-03-21")
        #expect(rule(.businessDays(1)).due(from: friday, isBusinessDay: isBusinessDay)?.description == "2026-03-09")
        #expect(rule(.businessDays(6)).due(from: friday, isBusinessDay: isBusinessDay)?.description == "2026-03-16")
        #expect(rule(.fixed(friday)).due(from: People.today, isBusinessDay: isBusinessDay) == friday)
        #expect(try #require(rule(.businessDays(3)).due(from: friday) { _ in false }) > friday)
    }
}
