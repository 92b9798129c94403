import Calendars
import Coordination
import Fixtures
import Testing
import Zones

@Suite struct EventWriterTests {
    let desk = CalendarDesk(zones: ZoneData())

    private func message(
        _ method: EventMessage.Method = .request, zone: String = "Europe/Brussels",
        start: String = "2026-06-12T12:00:00Z",
        summary: String = "Roundtable", name: String = "Ana Quintanilla", uid: String = "0123456789abcdef",
        location: String? = nil
    ) throws -> EventMessage {
        let start = try Instant(parsing: start)
        return EventMessage(
            method: method, uid: uid, sequence: 3, stamp: People.now,
            span: try #require(TimeSpan(start: start, end: start.adding(.seconds(5400)))),
            zone: try ZoneName(parsing: zone),
            organizerName: "Officer", organizerAddress: try EmailAddress(parsing: "officer@mission.example"),
            attendees: [.init(name: name, address: try EmailAddress(parsing: "ana@example.org"), role: .required)],
            summary: summary, details: "", location: location)
    }

    private func lines(_ message: EventMessage) async throws -> [String] {
        String(decoding: try await desk.write(message), as: UTF8.self)
            .split(separator: "\r\n ", omittingEmptySubsequences: false).joined()
            .split(separator: "\r\n").map(String.init)
    }

    @Test func aRequestAsksOnePersonInTheConveningsZone() async throws {
        let lines = try await lines(try message())
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

    @Test func aCancellationIsInUTCAndSaysSo() async throws {
        let lines = try await lines(try message(.cancel))
        #expect(lines.contains("METHOD:CANCEL"))
        #expect(lines.contains("STATUS:CANCELLED"))
        #expect(lines.contains("DTSTART:20260612T120000Z"))
        #expect(!lines.contains("BEGIN:VTIMEZONE"))
        #expect(!lines.contains { $0.contains("RSVP") })
    }

    @Test(arguments: ["Africa/Casablanca", "Africa/Cairo", "Asia/Jerusalem", "UTC"])
    func zonesThatProgramsMisreadAreWrittenInUTC(zone: String) async throws {
        #expect(try await lines(try message(zone: zone)).contains("DTSTART:20260612T120000Z"))
    }

    @Test(arguments: ["\r\nATTENDEE:mailto:x@evil.invalid", "a\nb", "a\u{0}b", "a\u{2028}b", "a\u{85}b"])
    func noValueCanStartALineOfItsOwn(bad: String) async throws {
        for message in [
            try message(summary: bad), try message(name: bad), try message(uid: bad), try message(location: bad),
        ] {
            await #expect(throws: Problem.self) { _ = try await desk.write(message) }
        }
    }

    @Test(arguments: [
        "\"quoted\"", "a;b,c\\d", "^n ^' ^^", "日本語 ñandú 🕊", "BEGIN:VEVENT", ":;,", String(repeating: "é", count: 300),
    ])
    func awkwardTextAddsNoPropertyAndEveryLineIsShortUTF8(text: String) async throws {
        let plain = try await lines(try message()).map { $0.prefix { $0 != ":" && $0 != ";" } }
        let bytes = try await desk.write(try message(summary: text, name: text))
        for line in bytes.split(separator: 10).map({ $0.last == 13 ? $0.dropLast() : $0 }) {
            #expect(line.count <= 75)
            #expect(String(validating: line, as: UTF8.self) != nil)
        }
        #expect(
            try await lines(try message(summary: text, name: text)).map { $0.prefix { $0 != ":" && $0 != ";" } }
                == plain)
    }
}
