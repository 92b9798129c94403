import Coordination
import Fixtures
import Testing

@Suite struct TimeTests {
    @Test func `every day from year 1600 to 2400 counts on from the one before`() throws {
        let first = try #require(CalendarDay(year: 1600, month: 1, day: 1)).number
        let last = try #require(CalendarDay(year: 2400, month: 12, day: 31)).number
        var previous = CalendarDay(number: first)
        for number in (first + 1)...last {
            let day = CalendarDay(number: number)
            #expect(day.number == number)
            let isNextInMonth = day.day == previous.day + 1 && day.month == previous.month && day.year == previous.year
            let isFirstOfMonth =
                day.day == 1 && (day.month == previous.month + 1 || (day.month == 1 && day.year == previous.year + 1))
            #expect(isNextInMonth || isFirstOfMonth)
            previous = day
        }
    }

    @Test(arguments: [("1970-01-01", 0, 4), ("2000-02-29", 11016, 2), ("2026-11-21", 20778, 6), ("1969-12-31", -1, 3)])
    func `days have their number and weekday`(text: String, number: Int, weekday: Int) throws {
        let day = try CalendarDay(parsing: text)
        #expect(day.number == number)
        #expect(day.weekday == weekday)
        #expect(day.description == text)
    }

    @Test(arguments: [
        "2026-02-30", "2026-13-01", "2026-1-1", "26-01-01", "", "2026-01-01 ", "2026-00-10", "9999-99-99", "9999-12-31",
        "1899-12-31", "2026-+3-12",
    ])
    func `what is not a day is refused`(text: String) {
        #expect(refusal { try CalendarDay(parsing: text) } == Refusal(.badData))
    }

    @Test(arguments: [
        ("2026-03-12T14:00:00Z", "2026-03-12T14:00:00Z"), ("2026-03-12T14:00+01:00", "2026-03-12T13:00:00Z"),
        ("2026-03-12T00:30-06:00", "2026-03-12T06:30:00Z"), ("1969-12-31T23:59:59Z", "1969-12-31T23:59:59Z"),
    ])
    func `instants are read with their offset`(text: String, expected: String) throws {
        #expect(try Instant(parsing: text).description == expected)
    }

    @Test(arguments: ["2026-03-12T14:00", "2026-03-12", "now", "2026-03-12T24:00Z", "2026-03-12T14:00+15:00", "Z", ""])
    func `a time without an offset is not an instant`(text: String) {
        #expect(refusal { try Instant(parsing: text) } == Refusal(.badData))
    }

    @Test func `working hours read and print alike`() throws {
        #expect(try WorkingHours(parsing: "08:30-16:45").description == "08:30-16:45")
        for text in ["17:00-09:00", "9-17", "09:00", "09:00-25:00", "09:00-17:60"] {
            #expect(refusal { try WorkingHours(parsing: text) } == Refusal(.badData))
        }
    }

    @Test func `a span needs to end after it starts`() {
        #expect(TimeSpan(start: People.now, end: People.now) == nil)
        #expect(TimeSpan(start: People.now, end: People.now.adding(.seconds(1))) != nil)
    }
}
