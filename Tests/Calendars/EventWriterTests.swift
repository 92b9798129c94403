import Calendars
import Coordination
import Fixtures
import Testing
import Zones

@Suite struct EventWriterTests {
    let desk = CalendarCoder(zones: ZoneData())

    struct Draft {
        var method = EventMessage.Method.request
        var zone = "Europe/Brussels"
        var start = "2026-06-12T12:00:00Z"
        var summary = "Roundtable"
        var name = "Ana Quintanilla"
        var uid = "0123456789abcdef"
        var location: String?
        var link: String?
        var html: String?
        var details = ""
        var days: Int?
        var series: Recurrence?
        var changes: [OccurrenceChange] = []
        var only: CalendarDay?
        var sentBy: EmailAddress?
    }

    private func bytes(_ draft: Draft) async throws -> [UInt8] {
        let zone = try ZoneName(parsing: draft.zone), start = try Instant(parsing: draft.start)
        let span = try #require(
            TimeSpan(start: start, end: start.adding(.seconds(draft.days.map { $0 * 86_400 } ?? 5400))))
        var message = EventMessage(
            method: draft.method, sequence: 3, stamp: People.now, span: span, zone: zone, summary: draft.summary,
            details: draft.details, location: draft.location)
        message.conference = draft.link
        message.html = draft.html
        message.wholeDays = draft.days
        message.series = draft.series.map { .init(rule: $0, first: span, changes: draft.changes) }
        message.only = draft.only
        return try await desk.template(message).bytes(
            uid: draft.uid,
            organizer: .init(
                name: "Officer", address: try EmailAddress(parsing: "officer@mission.example"), sentBy: draft.sentBy),
            attendees: [.init(name: draft.name, address: try EmailAddress(parsing: "ana@example.org"), role: .required)]
        )
    }

    private func lines(_ draft: Draft) async throws -> [String] {
        String(decoding: try await bytes(draft), as: UTF8.self)
            .split(separator: "\r\n ", omittingEmptySubsequences: false).joined()
            .split(separator: "\r\n").map(String.init)
    }

    @Test func `a request asks one person in the convenings zone`() async throws {
        let lines = try await lines(Draft())
        #expect(lines.contains("METHOD:REQUEST"))
        #expect(lines.contains("SEQUENCE:3"))
        #expect(lines.contains("DTSTAMP:20260305T120000Z"))
        #expect(lines.contains("DTSTART;TZID=Europe/Brussels:20260612T140000"))
        #expect(lines.contains("DTEND;TZID=Europe/Brussels:20260612T153000"))
        #expect(lines.filter { $0.hasPrefix("ATTENDEE") }.count == 1)
        #expect(
            lines.contains {
                $0.hasPrefix("ATTENDEE") && $0.contains("RSVP=TRUE") && $0.hasSuffix(":mailto:ana@example.org")
            })
        #expect(lines.filter { $0 == "BEGIN:STANDARD" }.count == 1)
        #expect(lines.filter { $0 == "BEGIN:DAYLIGHT" }.count == 1)
        #expect(lines.contains("RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"))
        #expect(!lines.contains { $0.hasPrefix("BEGIN:VALARM") })
    }

    @Test func `a cancellation is in UTC and says so`() async throws {
        let lines = try await lines(Draft(method: .cancel))
        #expect(lines.contains("METHOD:CANCEL"))
        #expect(lines.contains("STATUS:CANCELLED"))
        #expect(lines.contains("DTSTART:20260612T120000Z"))
        #expect(!lines.contains("BEGIN:VTIMEZONE"))
        #expect(!lines.contains { $0.contains("RSVP") })
    }

    @Test(arguments: ["Africa/Casablanca", "Africa/Cairo", "Asia/Jerusalem", "UTC"])
    func `zones that programs misread are written in UTC`(zone: String) async throws {
        #expect(try await lines(Draft(zone: zone)).contains("DTSTART:20260612T120000Z"))
    }

    @Test(arguments: ["\r\nATTENDEE:mailto:x@evil.invalid", "a\nb", "a\u{0}b", "a\u{2028}b", "a\u{85}b"])
    func `no value can start a line of its own`(bad: String) async throws {
        let drafts = [
            (Draft(summary: bad), "title"), (Draft(name: bad), "attendee"), (Draft(uid: bad), "UID"),
            (Draft(location: bad), "place"), (Draft(link: "https://a.example/\(bad)"), "link"),
            (Draft(html: bad.replacing("\n", with: "\r")), "description"),
            (Draft(details: bad.replacing("\n", with: "\r")), "description"),
        ]
        for (draft, place) in drafts {
            #expect(await refusal { _ = try await bytes(draft) } == Refusal(.badData, at: place))
        }
    }

    @Test(arguments: [
        "\"quoted\"", "a;b,c\\d", "^n ^' ^^", "日本語 ñandú 🕊", "BEGIN:VEVENT", ":;,", String(repeating: "é", count: 300),
    ])
    func `awkward text adds no property and every line is short UTF-8`(text: String) async throws {
        let draft = Draft(summary: text, name: text, location: text, html: text, details: text)
        let plainer = Draft(location: "x", html: "x", details: "x")
        let bytes = try await bytes(draft)
        for line in bytes.split(separator: 10).map({ $0.last == 13 ? $0.dropLast() : $0 }) {
            #expect(line.count <= 75)
            #expect(String(validating: line, as: UTF8.self) != nil)
        }
        let names = { (lines: [String]) in lines.map { $0.prefix { $0 != ":" && $0 != ";" } } }
        #expect(try await names(lines(draft)) == names(lines(plainer)))
    }

    @Test func `a series has one rule its exceptions and its moved meetings`() async throws {
        let off = CalendarDay(year: 2026, month: 6, day: 19), moved = CalendarDay(year: 2026, month: 6, day: 26)
        let start = try Instant(parsing: "2026-06-27T08:00:00Z")
        let draft = Draft(
            series: try Recurrence(.weekly, count: 4),
            changes: [
                OccurrenceChange(day: try #require(off), span: nil, sequence: 4),
                OccurrenceChange(
                    day: try #require(moved), span: TimeSpan(start: start, end: start.adding(.seconds(5400))),
                    sequence: 5),
            ])
        let all = try await lines(draft)
        #expect(
            all.contains("RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=FR") || all.contains("RRULE:FREQ=WEEKLY;BYDAY=FR;COUNT=4"))
        #expect(all.contains("EXDATE;TZID=Europe/Brussels:20260619T140000"))
        #expect(all.contains("RECURRENCE-ID;TZID=Europe/Brussels:20260626T140000"))
        #expect(all.contains("DTSTART;TZID=Europe/Brussels:20260627T100000"))
        #expect(all.filter { $0 == "BEGIN:VEVENT" }.count == 2)
        #expect(all.filter { $0.hasPrefix("RRULE:FREQ=WEEKLY") }.count == 1)
        #expect(all.contains("SEQUENCE:3") && all.contains("SEQUENCE:5"))
        #expect(all.filter { $0 == "UID:0123456789abcdef" }.count == 2)
        var one = draft
        one.only = moved
        let alone = try await lines(one)
        #expect(alone.filter { $0 == "BEGIN:VEVENT" }.count == 1)
        #expect(alone.contains("SEQUENCE:5") && !alone.contains { $0.hasPrefix("RRULE:FREQ=WEEKLY") })
        one.method = .cancel
        one.only = off
        let cancelled = try await lines(one)
        #expect(cancelled.contains("RECURRENCE-ID;TZID=Europe/Brussels:20260619T140000"))
        #expect(cancelled.contains("STATUS:CANCELLED") && cancelled.contains("BEGIN:VTIMEZONE"))
    }

    /// Cairo's clocks change at an hour that no rule can say, so the rule is in UTC, and what lies beyond the change is moved.
    @Test func `a series in a zone that programs misread is in UTC with its meetings moved`() async throws {
        let all = try await lines(
            Draft(zone: "Africa/Cairo", start: "2026-10-14T08:00:00Z", series: try Recurrence(.weekly, count: 5)))
        #expect(all.contains("DTSTART:20261014T080000Z"))
        #expect(!all.contains("BEGIN:VTIMEZONE"))
        // From 30 October on, eleven o'clock in Cairo is nine o'clock in UTC.
        #expect(all.contains("RECURRENCE-ID:20261104T080000Z") && all.contains("DTSTART:20261104T090000Z"))
        #expect(all.filter { $0 == "BEGIN:VEVENT" }.count == 3)
        #expect(
            await refusal {
                _ = try await bytes(
                    Draft(
                        zone: "Africa/Cairo", start: "2026-10-14T22:30:00Z", series: try Recurrence(.weekly, count: 5)))
            } == Refusal(.notAllowed, at: "series"))
    }

    @Test func `whole days are dates and end on the day after`() async throws {
        let all = try await lines(
            Draft(start: "2026-06-11T22:00:00Z", days: 3, series: try Recurrence(.monthly, count: 2)))
        #expect(all.contains("DTSTART;VALUE=DATE:20260612"))
        #expect(all.contains("DTEND;VALUE=DATE:20260615"))
        #expect(!all.contains("BEGIN:VTIMEZONE"))
    }

    @Test func `a meeting by video is named where every program looks`() async throws {
        let all = try await lines(
            Draft(
                link: "https://meet.example/r?a=1;b=2", html: "<p>Hola, a todos;\nsí</p>",
                details: "https://meet.example"))
        #expect(
            all.contains(
                "CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=Roundtable:https://meet.example/r?a=1;b=2"))
        #expect(all.contains("X-ALT-DESC;FMTTYPE=text/html:<p>Hola\\, a todos\\;\\nsí</p>"))
    }

    @Test func `who writes in the organizers name is said`() async throws {
        let all = try await lines(Draft(sentBy: try EmailAddress(parsing: "desk@mission.example")))
        #expect(
            all.contains(
                "ORGANIZER;SENT-BY=\"mailto:desk@mission.example\";CN=Officer:mailto:officer@mission.example"))
    }

    @Test func `many random texts are read back as they were written`() async throws {
        var generator = SeededGenerator(seed: 7)
        let letters = Array("ab,;:\\\"^ñé日🕊 \n=%<>{}[]()'~#")
        for _ in 0..<500 {
            let text = String(
                (0..<Int.random(in: 1...120, using: &generator)).map { _ in
                    letters[Int.random(in: 0..<letters.count, using: &generator)]
                })
            let draft = Draft(
                summary: text.replacing("\n", with: " "), name: text.replacing("\n", with: " "), details: text)
            let bytes = try await bytes(draft)
            let lines = bytes.split(separator: 10)
            #expect(
                lines.allSatisfy { $0.last == 13 && $0.count <= 76 && String(validating: $0, as: UTF8.self) != nil })
            let details = try await self.lines(draft).first { $0.hasPrefix("DESCRIPTION:") }
            let read = details?.dropFirst(12).replacing("\\\\", with: "\u{1}").replacing("\\n", with: "\n")
                .replacing("\\,", with: ",").replacing("\\;", with: ";").replacing("\u{1}", with: "\\")
            #expect(read.map(String.init) == text)
        }
    }
}
