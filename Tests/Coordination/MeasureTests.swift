import Coordination
import Fixtures
import Testing

@Suite struct MeasureTests {
    let mechanism: Mechanism
    let reader: ReferenceReader

    init() throws {
        mechanism = try Bodies.commission()
        reader = ReferenceReader(mechanisms: [mechanism], countries: [])
    }

    private func measure(_ number: Int = 1, on days: Int = 0) throws -> Measure {
        try Measure(
            id: Identifier(trusted: "me-\(number)"), mechanism: mechanism, reference: reader.read("MC-\(number)-20"),
            state: CountryCode(parsing: "HN"), title: "t", beneficiaries: [.person("A."), .person("B.")],
            points: ["protect"], first: .init(stage: "granted", day: People.today.adding(days: days), document: nil))
    }

    private func resolution(_ number: Int, on days: Int, _ parts: [Resolution.Part]) throws -> Resolution {
        try Resolution(
            id: Identifier(trusted: "re-\(number)"), mechanism: mechanism.id,
            reference: reader.read("Resolution \(number)/25"), day: People.today.adding(days: days), parts: parts)
    }

    private let everyDay: Measure.BusinessDays = { _, _ in true }

    @Test func `a suggestion moves with its trigger and keeps its old day`() throws {
        var measure = try measure()
        measure.refreshDeadlines(by: mechanism, on: People.today, isBusinessDay: everyDay)
        measure.refreshDeadlines(by: mechanism, on: People.today, isBusinessDay: everyDay)
        #expect(measure.deadlines.map(\.day) == [People.today.adding(days: 20)])
        try measure.correct(step: 1, day: People.today.adding(days: -3), document: "Resolution 1/25", by: mechanism)
        measure.refreshDeadlines(by: mechanism, on: People.today.adding(days: 1), isBusinessDay: everyDay)
        #expect(measure.deadlines.map(\.day) == [People.today.adding(days: 17)])
        #expect(measure.deadlines[0].former.map(\.day) == [People.today.adding(days: 20)])
        #expect(measure.deadlines[0].former.map(\.replacedOn) == [People.today.adding(days: 1)])
        #expect(measure.steps[0].document == "Resolution 1/25")
        #expect(
            refusal { try measure.correct(step: 2, day: nil, document: "x", by: mechanism) }
                == Refusal(.usage, at: "PM 1/20"))
    }

    @Test func `a confirmed term is counted by its own calendar`() throws {
        var measure = try measure()
        measure.refreshDeadlines(by: mechanism, on: People.today, isBusinessDay: everyDay)
        let stateRests: Measure.BusinessDays = { calendar, day in calendar == .issuer || day.weekday <= 5 }
        try measure.confirm(
            deadline: 1, term: .businessDays(5), calendar: .state, source: "Resolution 1/25, 4", by: mechanism,
            on: People.today, isBusinessDay: stateRests)
        // Thursday and five days of the State's week.
        #expect(measure.deadlines[0].day == People.today.adding(days: 7))
        #expect(measure.deadlines[0].isConfirmed)
        #expect(measure.deadlines[0].source == "Resolution 1/25, 4")
        try measure.addDeadline(
            "a hearing", term: .fixed(People.today.adding(days: 40)), step: nil, calendar: .issuer, source: "s",
            by: mechanism, isBusinessDay: everyDay)
        try measure.confirm(
            deadline: 2, term: .fixed(People.today.adding(days: 41)), calendar: nil, source: "letter", by: mechanism,
            on: People.today, isBusinessDay: everyDay)
        #expect(measure.deadlines[1].day == People.today.adding(days: 41))
        #expect(measure.deadlines[1].former.count == 1)
        #expect(
            refusal {
                try measure.confirm(
                    deadline: 2, term: .days(3), calendar: nil, source: "x", by: mechanism, on: People.today,
                    isBusinessDay: everyDay)
            } == Refusal(.usage, at: "PM 1/20"))
    }

    @Test func `a sessions cut off is the first that is still to come`() throws {
        let day = { try CalendarDay(parsing: $0) }
        let term = DeadlineRule.Term.session("hearing-requests")
        func due(_ text: String) throws -> CalendarDay? {
            term.due(from: try day(text), sessions: mechanism.sessions) { _ in true }
        }
        #expect(try due("2022-01-01") == day("2022-04-20"))
        #expect(try due("2022-04-20") == day("2022-04-20"))
        #expect(try due("2022-04-21") == day("2023-08-11"))
        #expect(try due("2030-01-01") == nil)
    }

    @Test func `what is met is neither overdue nor recounted`() throws {
        var measure = try measure()
        measure.refreshDeadlines(by: mechanism, on: People.today, isBusinessDay: everyDay)
        measure.record(
            .init(kind: .stateReport, day: People.today.adding(days: 5), note: "came", document: nil), by: mechanism)
        #expect(measure.deadlines[0].met == People.today.adding(days: 5))
        #expect(!measure.deadlines[0].isOverdue(on: People.today.adding(days: 100)))
    }

    @Test func `a resolution applies whole or not at all`() throws {
        let first = try measure()
        var measure = first
        let bad = try resolution(
            2, on: 5,
            [
                .init(measure: measure.id, decision: .followUp),
                .init(measure: measure.id, decision: .partialLift, beneficiaries: [9]),
            ])
        #expect(refusal { try measure.apply(bad, adding: [], by: mechanism) } == Refusal(.usage, at: "PM 1/20"))
        #expect(measure == first)
        let all = try resolution(
            3, on: 5, [.init(measure: measure.id, decision: .partialLift, beneficiaries: [1, 2])])
        #expect { try measure.apply(all, adding: [], by: mechanism) } throws: {
            ($0 as? Problem)?.remedy == "Use --lift for that."
        }
        let early = try resolution(4, on: -5, [.init(measure: measure.id, decision: .followUp)])
        #expect(refusal { try measure.apply(early, adding: [], by: mechanism) } == Refusal(.notAllowed, at: "PM 1/20"))
        #expect(measure == first)
        let good = try resolution(5, on: 5, [.init(measure: measure.id, decision: .followUp)])
        try measure.apply(good, adding: [], by: mechanism)
        let once = measure
        try measure.apply(good, adding: [], by: mechanism)
        #expect(measure == once)
    }

    @Test func `the newest step is taken back with all that it brought`() throws {
        var measure = try measure()
        measure.refreshDeadlines(by: mechanism, on: People.today, isBusinessDay: everyDay)
        let before = measure
        let set = try resolution(
            2, on: 5,
            [
                .init(measure: measure.id, decision: .extend), .init(measure: measure.id, decision: .followUp),
                .init(measure: measure.id, decision: .partialLift, beneficiaries: [1]),
            ])
        try measure.apply(set, adding: [.person("C.")], by: mechanism)
        #expect(measure.beneficiaries.filter(\.isProtected).map(\.number) == [2, 3])
        #expect(
            refusal { try measure.takeBack(Identifier(trusted: "re-9"), by: mechanism) }
                == Refusal(.notAllowed, at: "PM 1/20"))
        #expect(try measure.takeBack(by: mechanism) == set.id)
        #expect(measure == before)
        try measure.reach(
            .init(stage: "lifted", day: People.today.adding(days: 9), document: "Letter"), by: mechanism)
        #expect(measure.beneficiaries.allSatisfy { !$0.isProtected })
        #expect(try measure.takeBack(by: mechanism) == nil)
        #expect(measure == before)
        #expect(refusal { try measure.takeBack(by: mechanism) } == Refusal(.notAllowed, at: "PM 1/20"))
    }

    @Test func `the day of a resolution moves what it decided and nothing else`() throws {
        var measure = try measure()
        measure.add([.person("C.")], since: nil)
        let first = try resolution(2, on: 5, [.init(measure: measure.id, decision: .partialLift, beneficiaries: [1])])
        let second = try resolution(3, on: 5, [.init(measure: measure.id, decision: .partialLift, beneficiaries: [2])])
        try measure.apply(first, adding: [], by: mechanism)
        try measure.apply(second, adding: [], by: mechanism)
        try measure.move(first.id, to: People.today.adding(days: 3), by: mechanism)
        #expect(
            measure.beneficiaries.map { $0.liftedOn?.number } == [
                People.today.number + 3, People.today.number + 5, nil,
            ])
        #expect(
            refusal {
                try resolution(
                    4, on: 6,
                    [
                        .init(measure: measure.id, decision: .lift),
                        .init(measure: measure.id, decision: .partialLift, beneficiaries: [3]),
                    ])
            } == Refusal(.usage, at: "Resolution 4/25"))
        #expect {
            try measure.reach(
                .init(stage: "partially-lifted", day: People.today.adding(days: 9), document: "x"), by: mechanism)
        } throws: { ($0 as? Problem)?.what == "a partial lift must say for whom" }
    }

    @Test func `what was reported before a deadline is known meets it`() throws {
        var measure = try measure(on: -30)
        measure.record(
            .init(kind: .stateReport, day: People.today.adding(days: -12), note: "came", document: nil), by: mechanism)
        measure.refreshDeadlines(by: mechanism, on: People.today, isBusinessDay: everyDay)
        #expect(measure.deadlines.map(\.met) == [People.today.adding(days: -12)])
        try measure.reopen(deadline: 1)
        #expect(measure.deadlines[0].isOverdue(on: People.today))
        measure.refreshDeadlines(by: mechanism, on: People.today, isBusinessDay: everyDay)
        #expect(measure.deadlines.count == 1 && measure.deadlines[0].isOpen)
        try measure.waive(deadline: 1, because: "the State answered by telephone")
        #expect(!measure.deadlines[0].isOverdue(on: People.today))
    }

    @Test func `a letters state follows its steps`() throws {
        let body = try Bodies.commission()
        let letters = Mechanism(
            id: body.id, names: body.names, sector: .unMechanism,
            stages: [
                Stage(id: "sent", names: [:], next: ["replied", "published"], isLive: true),
                Stage(id: "replied", names: [:], next: ["published"], isLive: true),
                Stage(id: "published", names: [:], next: ["replied"], isLive: true),
            ],
            deadlines: [
                DeadlineRule(
                    id: "reply", names: ["en": "Reply"], trigger: "sent", term: .days(60), source: "s",
                    isConfirmed: false, metBy: ["replied"])
            ], sources: [])
        var letter = try Measure(
            id: Identifier(trusted: "me-9"), mechanism: letters, reference: reader.read("MC-9-20"),
            state: CountryCode(parsing: "HN"), title: "t",
            first: .init(stage: "sent", day: People.today, document: nil),
            letter: Letter(kind: .urgentAppeal, mandates: ["m"], addressee: .state))
        letter.refreshDeadlines(by: letters, on: People.today, isBusinessDay: everyDay)
        try letter.reach(.init(stage: "replied", day: People.today.adding(days: 5), document: nil), by: letters)
        letter.letter?.reply = .withheld
        try letter.reach(.init(stage: "published", day: People.today.adding(days: 9), document: nil), by: letters)
        #expect(letter.letter?.isPublic(on: People.today.adding(days: 9)) == true)
        try letter.correct(step: 3, day: People.today.adding(days: 12), document: nil, by: letters)
        #expect(letter.letter?.isPublic(on: People.today.adding(days: 9)) == false)
        try letter.correct(step: 2, day: People.today.adding(days: 6), document: nil, by: letters)
        #expect(letter.deadlines[0].met == People.today.adding(days: 6))
        _ = try letter.takeBack(by: letters)
        #expect(letter.letter?.publishedOn == nil)
        #expect(letter.letter?.reply == .withheld)
        _ = try letter.takeBack(by: letters)
        #expect(letter.letter?.reply == CommunicationResponse.none)
        #expect(letter.letter?.repliedOn == nil)
        #expect(letter.deadlines[0].isOpen)
    }

    @Test func `a lift that was corrected can still be taken back`() throws {
        var measure = try measure()
        try measure.apply(
            try resolution(2, on: 3, [.init(measure: measure.id, decision: .partialLift, beneficiaries: [1])]),
            adding: [], by: mechanism)
        try measure.reach(.init(stage: "lifted", day: People.today.adding(days: 3), document: "x"), by: mechanism)
        try measure.correct(step: 3, day: People.today.adding(days: 8), document: nil, by: mechanism)
        #expect(
            measure.beneficiaries.map { $0.liftedOn?.number } == [People.today.number + 3, People.today.number + 8])
        _ = try measure.takeBack(by: mechanism)
        #expect(measure.beneficiaries.map(\.isProtected) == [false, true])
    }

    @Test func `what a person said of a deadline stays`() throws {
        var measure = try measure(on: -30)
        measure.refreshDeadlines(by: mechanism, on: People.today, isBusinessDay: everyDay)
        try measure.meet(deadline: 1, on: People.today)
        try measure.correct(step: 1, day: People.today.adding(days: -31), document: nil, by: mechanism)
        #expect(measure.deadlines[0].met == People.today)
    }

    @Test func `a term that cannot be is not confirmed`() throws {
        var measure = try measure()
        measure.refreshDeadlines(by: mechanism, on: People.today, isBusinessDay: everyDay)
        let before = measure
        for term in [DeadlineRule.Term.session("none"), .fixed(People.today.adding(days: -1))] {
            #expect(
                refusal {
                    try measure.confirm(
                        deadline: 1, term: term, calendar: nil, source: "s", by: mechanism, on: People.today,
                        isBusinessDay: everyDay)
                } == Refusal(.usage, at: "PM 1/20"))
            #expect(measure == before)
        }
    }

    @Test func `an unconfirmed deadline does not hide silence`() throws {
        var measure = try measure(on: -200)
        measure.refreshDeadlines(by: mechanism, on: People.today, isBusinessDay: everyDay)
        func need() -> Measure.Need {
            Measure.Need.of(
                measure, isLive: true, isEnded: false, silenceLimit: 90, lastActed: nil, late: 0, feedbackOwed: 0,
                on: People.today)
        }
        #expect(need() == .silence(days: 200))
        try measure.confirm(
            deadline: 1, term: nil, calendar: nil, source: "Resolution 1/25", by: mechanism, on: People.today,
            isBusinessDay: everyDay)
        #expect(need() == .overdue("State reports", days: 180))
    }

    @Test func `a resolution decides something and each thing once`() throws {
        #expect(refusal { try resolution(1, on: 0, []) } == Refusal(.usage, at: "Resolution 1/25"))
        let part = Resolution.Part(measure: Identifier(trusted: "me-1"), decision: .grant)
        #expect(try resolution(1, on: 0, [part, part]).parts == [part])
    }

    @Test func `a finding of an earlier day does not change what is known now`() throws {
        var measure = try measure()
        try measure.find(.met, of: 1, evidence: "a plan", on: People.today.adding(days: 9))
        try measure.find(.breached, of: 1, evidence: "an attack", on: People.today.adding(days: 3))
        #expect(measure.points[0].state == .met)
        #expect(measure.points[0].findings.map(\.state) == [.breached, .met])
        #expect(
            refusal { try measure.find(.met, of: 2, evidence: "x", on: People.today) } == Refusal(.usage, at: "PM 1/20")
        )
        #expect(measure.lastRecorded == People.today.adding(days: 9))
    }

    @Test func `what is linked however far is one case`() throws {
        func id(_ text: String) -> Measure.ID { Identifier(trusted: text) }
        let links = try [("a", "b"), ("c", "b"), ("x", "y"), ("d", "c"), ("d", "a")].map {
            try InstrumentLink(id($0.0), id($0.1), kind: .sameCase)
        }
        #expect(Set(InstrumentLink.related(to: id("a"), by: links)) == Set(["a", "b", "c", "d"].map(id)))
        #expect(InstrumentLink.related(to: id("a"), by: links).first == id("a"))
        #expect(InstrumentLink.related(to: id("z"), by: links) == [id("z")])
        #expect(refusal { try InstrumentLink(id("a"), id("a"), kind: .petition) } == Refusal(.usage, at: "a"))
    }

    @Test func `the most urgent need comes first`() {
        let day = People.today
        let order: [Measure.Need] = [
            .overdue("x", days: 9), .overdue("x", days: 1), .silence(days: 300), .silence(days: 90),
            .actions(late: 2, feedbackOwed: 1), .actions(late: 1, feedbackOwed: 0), .due("x", on: day),
            .due("x", on: day.adding(days: 1)), .nothing, .ended,
        ]
        for (left, right) in zip(order, order.dropFirst()) {
            #expect(Measure.Need.isMoreUrgent(left, than: right))
            #expect(!Measure.Need.isMoreUrgent(right, than: left))
        }
    }

    @Test func `a letter tells others nothing before it is public`() throws {
        var measure = try measure()
        measure.letter = Letter(kind: .urgentAppeal, mandates: ["un-sr-defenders"], addressee: .company("Dam Ltd"))
        measure.title = "The editor"
        #expect(measure.publicName(on: People.today) == "me-1")
        measure.publicTitle = "Press freedom"
        #expect(measure.publicName(on: People.today) == "Press freedom")
        measure.letter?.publishedOn = People.today
        #expect(measure.publicName(on: People.today) == "PM 1/20, Press freedom")
        #expect(measure.publicName(on: People.today.adding(days: -1)) == "Press freedom")
    }
}
