import Coordination
import Fixtures
import Testing

@Suite struct RecurrenceTests {
    private func day(_ text: String) throws -> CalendarDay { try CalendarDay(parsing: text) }

    private func days(_ rule: Recurrence, from first: String) throws -> [String] {
        try rule.days(from: day(first)).map(\.description)
    }

    @Test func `every form names its days`() throws {
        #expect(
            try days(Recurrence(.daily, every: 2, count: 3), from: "2027-02-27") == [
                "2027-02-27", "2027-03-01", "2027-03-03",
            ])
        #expect(
            try days(Recurrence(.weekly, every: 2, on: [1, 4], count: 4), from: "2027-03-18") == [
                "2027-03-18", "2027-03-29", "2027-04-01", "2027-04-12",
            ])
        #expect(
            try days(Recurrence(.monthly, count: 3), from: "2027-01-12") == ["2027-01-12", "2027-02-09", "2027-03-09"])
        // The fifth Friday is the last one, for not every month has five.
        #expect(
            try days(Recurrence(.monthly, count: 3), from: "2027-01-29") == ["2027-01-29", "2027-02-26", "2027-03-26"])
        #expect(
            try days(Recurrence(.monthlyByDate, every: 6, count: 3), from: "2027-08-28") == [
                "2027-08-28", "2028-02-28", "2028-08-28",
            ])
        #expect(try days(Recurrence(.yearly, count: 2), from: "2027-12-10") == ["2027-12-10", "2028-12-10"])
    }

    @Test func `the rule is what every program reads`() throws {
        #expect(try Recurrence(.weekly, count: 6).rule(from: day("2027-03-10")) == "FREQ=WEEKLY;BYDAY=WE;COUNT=6")
        #expect(
            try Recurrence(.monthly, every: 2, count: 6).rule(from: day("2027-01-12"))
                == "FREQ=MONTHLY;BYDAY=2TU;INTERVAL=2;COUNT=6")
        #expect(try Recurrence(.monthly, count: 6).rule(from: day("2027-01-29")) == "FREQ=MONTHLY;BYDAY=-1FR;COUNT=6")
    }

    @Test func `what programs read in different ways is refused`() throws {
        #expect(refusal { try Recurrence(.daily, count: 1) } == Refusal(.usage))
        #expect(refusal { try Recurrence(.daily, count: 367) } == Refusal(.usage))
        #expect(refusal { try Recurrence(.daily, on: [1], count: 3) } == Refusal(.usage))
        #expect(refusal { try days(Recurrence(.monthlyByDate, count: 3), from: "2027-01-31") } == Refusal(.usage))
        #expect(refusal { try days(Recurrence(.yearly, count: 3), from: "2028-02-29") } == Refusal(.usage))
        #expect(refusal { try days(Recurrence(.weekly, on: [1], count: 3), from: "2027-03-18") } == Refusal(.usage))
    }

    /// The table of revisions: what raises SEQUENCE, and what does not.
    @Test func `the revision rises with the time the place and every exception and never falls`() throws {
        var convening = try People.convening(visibility: .open)
        let later = People.now.adding(.seconds(86_400 * 10))
        try convening.repeats(try Recurrence(.weekly, count: 4))
        try convening.book(later, now: People.now)
        #expect(try convening.edit(ConveningEditInput(title: "Draft", venue: "A"), now: People.now) == .nothing)
        _ = try convening.invite(now: People.now)
        #expect(convening.sequence == 0)
        #expect(try convening.edit(ConveningEditInput(title: "New"), now: People.now) == .notice)
        #expect(try convening.edit(ConveningEditInput(agenda: (.english, ["One"])), now: People.now) == .notice)
        #expect(convening.latestSequence == 0)
        #expect(try convening.edit(ConveningEditInput(venue: "B"), now: People.now) == .askAgain)
        #expect(convening.latestSequence == 1)
        #expect(try convening.edit(ConveningEditInput(link: "https://meet.example/a"), now: People.now) == .askAgain)
        let span = try #require(TimeSpan(start: later.adding(.seconds(90_000)), end: later.adding(.seconds(93_600))))
        let day = later.wall(offsetSeconds: 0).day
        try convening.change(day, to: span, now: People.now)
        #expect(convening.sequence == 2 && convening.latestSequence == 3)
        try convening.change(day.adding(days: 7), to: nil, now: People.now)
        #expect(convening.latestSequence == 3)
        #expect(
            refusal { try convening.change(day.adding(days: 7), to: span, now: People.now) }
                == Refusal(.notAllowed, at: "cv-1"))
        try convening.book(later.adding(.seconds(3600)), now: People.now)
        #expect(convening.sequence == 4 && convening.changes.isEmpty)
        try convening.cancel()
        #expect(convening.sequence == 5)
        #expect(
            refusal { try convening.edit(ConveningEditInput(title: "Late"), now: People.now) }
                == Refusal(.notAllowed, at: "cv-1"))
    }

    @Test(arguments: [
        "https://a.example/\r\nX: y", "http://a.example", "https://a.example/ b", "https://a.example/\"b",
        "javascript:x",
    ])
    func `a link that could be more than an address is refused`(link: String) throws {
        var convening = try People.convening()
        #expect(
            refusal { try convening.edit(ConveningEditInput(link: link), now: People.now) }
                == Refusal(.badData, at: "link"))
    }
}
