import Calendars
import Coordination
import Fixtures
import Foundation
import Testing
import Zones

@Suite struct ReplyReaderTests {
    let desk = CalendarCoder(zones: ZoneData())

    private func answer(_ event: [String], method: String = "REPLY", around extra: [String] = []) -> [UInt8] {
        let lines =
            ["BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:\(method)"] + extra + ["BEGIN:VEVENT"] + event + [
                "END:VEVENT", "END:VCALENDAR", "",
            ]
        return Array(lines.joined(separator: "\r\n").utf8)
    }

    private let genuine = [
        "UID:abc", "DTSTAMP:20260305T120000Z", "SEQUENCE:2",
        "ATTENDEE;PARTSTAT=ACCEPTED;CN=\"A: b\":MAILTO:Ana@Example.org",
    ]

    @Test func `a genuine answer is read`() async throws {
        let reply = try #require(try await desk.read(answer(genuine)))
        #expect(reply.uid == "abc")
        #expect(reply.sequence == 2)
        #expect(reply.stamp == People.now)
        #expect(reply.attendees.map(\.answer) == [.accepted])
        #expect(reply.attendees.map(\.address) == [try EmailAddress(parsing: "ana@example.org")])
    }

    @Test func `odd but genuine forms are read`() async throws {
        let folded = answer([
            "UID:a\r\n bc", "DTSTAMP:20260305T120000Z", "ATTENDEE;PARTSTAT=DECLINED\r\n :mailto:ana@example.org",
        ])
        #expect(try await desk.read(folded)?.uid == "abc")
        let bareLineFeeds = Array(String(decoding: answer(genuine), as: UTF8.self).replacing("\r\n", with: "\n").utf8)
        #expect(try await desk.read(bareLineFeeds)?.sequence == 2)
        let foreign = answer(
            genuine + ["DTSTART;TZID=W. Europe Standard Time:20260612T140000"],
            around: [
                "BEGIN:VTIMEZONE", "TZID:W. Europe Standard Time", "BEGIN:STANDARD", "DTSTART:16010101T000000",
                "END:STANDARD", "END:VTIMEZONE",
            ])
        #expect(try await desk.read(foreign)?.uid == "abc")
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        #expect(try await desk.read(mark + answer(genuine))?.uid == "abc")
        // Folded within the two bytes of é, as RFC 5545 section 3.1 allows.
        let text = answer([
            "UID:abc", "DTSTAMP:20260305T120000Z", "ATTENDEE;CN=é;PARTSTAT=DECLINED:mailto:ana@example.org",
        ])
        let cut = try #require(text.firstIndex(of: 0xC3))
        let split = Array(text[...cut]) + Array("\r\n ".utf8) + Array(text[(cut + 1)...])
        #expect(try await desk.read(split)?.attendees.map(\.answer) == [.declined])
        let counter = try await desk.read(answer(genuine, method: "COUNTER"))
        #expect(counter?.method == .counter)
    }

    @Test func `what no invitee sends is not a reply`() async throws {
        for method in ["REQUEST", "CANCEL", "ADD", "PUBLISH", "DECLINECOUNTER"] {
            #expect(try await desk.read(answer(genuine, method: method)) == nil)
        }
        #expect(try await desk.read(answer(genuine, method: "REFRESH"))?.method == .refresh)
    }

    @Test func `times keep the zone that they were written with`() async throws {
        let reply = try await desk.read(
            answer(
                genuine + [
                    "RECURRENCE-ID;TZID=\"W. Europe Standard Time\":20260612T140000", "DTSTART:20260613T150000Z",
                    "DTEND;VALUE=DATE:20260614", "COMMENT:Could we\\, perhaps\\nmeet later?",
                ], method: "COUNTER"))
        #expect(reply?.occurrence == CalendarTime("20260612T140000", zone: "W. Europe Standard Time"))
        #expect(reply?.start?.instant == (try Instant(parsing: "2026-06-13T15:00:00Z")))
        #expect(reply?.end?.isDay == true)
        #expect(reply?.comment == "Could we, perhaps meet later?")
    }

    @Test func `whom a delegator sends is read`() async throws {
        let reply = try await desk.read(
            answer([
                "UID:abc", "DTSTAMP:20260305T120000Z",
                "ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO=\"mailto:b@example.org\":mailto:ana@example.org",
                "ATTENDEE;PARTSTAT=NEEDS-ACTION;DELEGATED-FROM=\"mailto:ana@example.org\":mailto:b@example.org",
            ]))
        #expect(reply?.mover?.address == (try EmailAddress(parsing: "ana@example.org")))
        #expect(reply?.mover?.delegatedTo == [try EmailAddress(parsing: "b@example.org")])
    }

    /// What makes libical open files, count for minutes or crash never reaches it.
    @Test(arguments: [
        "DTSTART;TZID=../../../etc/passwd:20260612T140000", "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "ATTACH:file:///etc/passwd", "BEGIN:VALARM\r\nACTION:PROCEDURE\r\nATTACH:file:///bin/sh\r\nEND:VALARM",
        "EXDATE:" + Array(repeating: "20260612T140000Z", count: 800).joined(separator: ","),
    ])
    func `dangerous properties are dropped before the parser sees them`(line: String) async throws {
        #expect(try await desk.read(answer(genuine + [line]))?.uid == "abc")
    }

    @Test func `what is not a reply is refused with a reason`() async throws {
        let nested = Array(repeating: "BEGIN:VEVENT", count: 200_000).joined(separator: "\r\n")
        let cases: [(String, [UInt8])] = [
            ("is not UTF-8 text", [0x42, 0x00]), ("is not UTF-8 text", [0xFF, 0xFE]),
            ("is larger than", Array(repeating: 65, count: 300_000)),
            ("has an overlong line", answer(["UID:" + String(repeating: "x", count: 20_000)])),
            ("not a revision number", answer(genuine.filter { !$0.hasPrefix("SEQ") } + ["SEQUENCE:4294967297"])),
            ("not a revision number", answer(genuine.filter { !$0.hasPrefix("SEQ") } + ["SEQUENCE:-1"])),
            ("says UID twice", answer(genuine + ["UID:x"])),
            ("has no UID", answer(Array(genuine.dropFirst()))), ("has no DTSTAMP", answer([genuine[0], genuine[3]])),
            ("has no ATTENDEE", answer(Array(genuine.dropLast()))),
            ("is not a mail address", answer(genuine.dropLast() + ["ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@b@c"])),
            ("has no such time", answer(genuine + ["RECURRENCE-ID:20261312T140000Z"])),
            ("several events", answer(genuine + ["END:VEVENT", "BEGIN:VEVENT"])),
            ("too many attendees", answer(genuine + Array(repeating: genuine[3], count: 60))),
            ("out of place", Array("BEGIN:VCALENDAR\r\nEND:VEVENT\r\n".utf8)),
            ("cut short", answer(genuine).dropLast(16)),
            ("cut short", []), ("larger than", Array("BEGIN:VCALENDAR\r\n\(nested)".utf8)),
            ("nested too deeply", Array("BEGIN:VCALENDAR\r\n\(nested.prefix(9000))\r\n".utf8.map { $0 })),
        ]
        for (reason, bytes) in cases {
            await #expect("\(reason)") { _ = try await desk.read(Array(bytes)) } throws: { error in
                let problem = error as? Problem
                return problem?.kind == .badData && problem?.what.contains(reason) == true
            }
        }
    }

    /// Other projects' files, broken and hostile ones among them: each is read or refused, none traps or hangs.
    @Test(.enabled(if: Repository.shared("corpus") != nil, "the shared corpus is not here"))
    func `every file of the corpus is read or refused`() async throws {
        let corpus = try #require(Repository.shared("corpus"))
        let files =
            FileManager.default.enumerator(at: corpus, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
        var seen = 0
        for file in files {
            guard let data = try? Data(contentsOf: file) else { continue }
            seen += 1
            do { _ = try await desk.read(Array(data)) } catch let problem as Problem {
                #expect(problem.kind == .badData)
            }
        }
        #expect(seen > 100)
    }
}
