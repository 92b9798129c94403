import Calendars
import Coordination
import Fixtures
import Foundation
import Testing
import Zones

@Suite struct ZoneComponentTests {
    private let zones = ZoneData()

    /// The names of the zone data: canonical ones and their older spellings.
    private func names() throws -> [ZoneName] {
        let text = try String(contentsOfFile: "/usr/share/zoneinfo/tzdata.zi", encoding: .utf8)
        let names = text.split(separator: "\n").compactMap { line -> String? in
            let words = line.split(separator: " ")
            switch words.first {
            case "Z": return words.count > 1 ? String(words[1]) : nil
            case "L": return words.count > 2 ? String(words[2]) : nil
            default: return nil
            }
        }
        return names.compactMap { ZoneName(rawValue: $0) }.filter { (try? zones.zone($0)) != nil }
    }

    /// Years whose events are written in the zone, by the middle of each.
    private func years(of name: ZoneName) throws -> [Int] {
        try (2025...2040).filter { year in
            let middle = try Instant(parsing: "\(year)-07-01T12:00:00Z")
            return try zones.zone(name).expressibleRule(from: middle) != nil
        }
    }

    /// Programs misread these: their clocks change by tables, or at an hour of another day.
    @Test func `only these zones are never written`() throws {
        let never = try names().filter { try years(of: $0).isEmpty }.map(\.rawValue).sorted()
        #expect(
            Set(never) == [
                "Africa/Cairo", "Africa/Casablanca", "Africa/El_Aaiun", "America/Godthab", "America/Nuuk",
                "America/Santiago",
                "America/Scoresbysund", "Asia/Gaza", "Asia/Hebron", "Asia/Jerusalem", "Asia/Tel_Aviv",
                "Chile/Continental", "Egypt", "Israel",
            ])
    }

    /// Each zone's own component, for other people's readers where they are asked for.
    @Test func `every zone has at most one rule for each season`() async throws {
        let desk = CalendarCoder(zones: zones)
        var found: [String: [String: JSON]] = [:]
        for name in try names() where name != .utc {
            let years = try years(of: name)
            let start = try Instant(parsing: "\(years.last ?? 2030)-07-01T12:00:00Z")
            let span = try #require(TimeSpan(start: start, end: start.adding(.seconds(3600))))
            let bytes = try await desk.template(
                EventMessage(method: .publish, sequence: 0, stamp: start, span: span, zone: name, summary: "x")
            ).bytes(
                uid: "1", organizer: .init(name: "o", address: EmailAddress(parsing: "o@mission.example")),
                attendees: [])
            let text = String(decoding: bytes, as: UTF8.self)
            let zone = text.range(of: "BEGIN:VTIMEZONE").flatMap { begin in
                text.range(of: "END:VTIMEZONE\r\n").map { String(text[begin.lowerBound..<$0.upperBound]) }
            }
            #expect((zone == nil) == years.isEmpty, "\(name)")
            #expect(text.components(separatedBy: "BEGIN:STANDARD").count <= 2)
            #expect(text.components(separatedBy: "BEGIN:DAYLIGHT").count <= 2)
            found[name.rawValue] = ["vtimezone": .text(zone ?? ""), "years": .numbers(years)]
        }
        if let path = ProcessInfo.processInfo.environment["CONVOKE_ZONES"] {
            try JSONEncoder().encode(found).write(to: URL(filePath: path))
        }
    }

    private enum JSON: Encodable {
        case text(String), numbers([Int])

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .numbers(let numbers): try container.encode(numbers)
            }
        }
    }
}
