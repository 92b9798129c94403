import Coordination
import Fixtures
import Testing

@Suite struct ConveningTests {
    let start = People.now.adding(.seconds(10 * 86_400))

    @Test func `moving an invited convening is a new revision and booking a draft is not`() throws {
        var convening = try People.convening()
        try convening.book(start, now: People.now)
        try convening.book(start.adding(.seconds(3600)), now: People.now)
        #expect(convening.sequence == 0)
        _ = try convening.invite(now: People.now)
        try convening.book(start, now: People.now)
        #expect(convening.sequence == 1)
        #expect(convening.span?.end == start.adding(.seconds(90 * 60)))
        try convening.cancel()
        #expect(convening.sequence == 2)
        #expect(convening.state == .cancelled)
    }

    @Test func `a draft cannot invite`() throws {
        var convening = try People.convening()
        #expect(refusal { try convening.invite(now: People.now) } == Refusal(.notAllowed, at: "cv-1"))
    }

    @Test func `what has not begun cannot be closed`() throws {
        var convening = try People.convening()
        try convening.book(start, now: People.now)
        #expect(refusal { try convening.close(now: People.now, shownAs: "a day") } == Refusal(.notAllowed, at: "cv-1"))
        #expect(convening.state == .booked)
    }

    @Test func `no invitation goes out for a time that is past`() throws {
        var convening = try People.convening()
        try convening.book(start, now: People.now)
        #expect(refusal { try convening.invite(now: start) } == Refusal(.notAllowed, at: "cv-1"))
    }

    @Test func `what is over stays over`() throws {
        var convening = try People.convening()
        try convening.book(start, now: People.now)
        try convening.close(now: start, shownAs: "a day")
        #expect(refusal { try convening.book(start, now: People.now) } == Refusal(.notAllowed, at: "cv-1"))
        #expect(refusal { try convening.cancel() } == Refusal(.notAllowed, at: "cv-1"))
        #expect(refusal { try convening.invite(now: People.now) } == Refusal(.notAllowed, at: "cv-1"))
    }

    @Test func `a time in the past or the same time is refused`() throws {
        var convening = try People.convening()
        #expect(refusal { try convening.book(People.now, now: People.now) } == Refusal(.usage, at: "cv-1"))
        try convening.book(start, now: People.now)
        _ = try convening.invite(now: People.now)
        #expect(refusal { try convening.book(start, now: People.now) } == Refusal(.usage, at: "cv-1"))
        #expect(convening.sequence == 0)
    }

    @Test func `only an open convening tells its title`() throws {
        #expect(try People.convening().publicTitle(in: .spanish) == "Mesa redonda")
        #expect(try People.convening().publicTitle(in: .french) == "Roundtable")
        #expect(try People.convening(visibility: .open).publicTitle(in: .spanish) == "River defenders")
    }
}
