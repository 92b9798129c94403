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

    /// The only answer of a calendar object.
    private func one(_ bytes: [UInt8]) async throws -> Reply? {
        let replies = try desk.read(bytes)
        #expect(replies.count <= 1)
        return replies.first
    }

    @Test func `a genuine answer is read`() async throws {
        let reply = try #require(try await one(answer(genuine)))
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
        #expect(try await one(folded)?.uid == "abc")
        let bareLineFeeds = Array(String(decoding: answer(genuine), as: UTF8.self).replacing("\r\n", with: "\n").utf8)
        #expect(try await one(bareLineFeeds)?.sequence == 2)
        let foreign = answer(
            genuine + ["DTSTART;TZID=W. Europe Standard Time:20260612T140000"],
            around: [
                "BEGIN:VTIMEZONE", "TZID:W. Europe Standard Time", "BEGIN:STANDARD", "DTSTART:16010101T000000",
                "END:STANDARD", "END:VTIMEZONE",
            ])
        #expect(try await one(foreign)?.uid == "abc")
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        #expect(try await one(mark + answer(genuine))?.uid == "abc")
        // Folded within the two bytes of é, as RFC 5545 section 3.1 allows.
        let text = answer([
            "UID:abc", "DTSTAMP:20260305T120000Z", "ATTENDEE;CN=é;PARTSTAT=DECLINED:mailto:ana@example.org",
        ])
        let cut = try #require(text.firstIndex(of: 0xC3))
        let split = Array(text[...cut]) + Array("\r\n ".utf8) + Array(text[(cut + 1)...])
        #expect(try await one(split)?.attendees.map(\.answer) == [.declined])
        let counter = try await one(answer(genuine, method: "COUNTER"))
        #expect(counter?.method == .counter)
    }

    @Test func `what no invitee sends is not a reply`() async throws {
        for method in ["REQUEST", "CANCEL", "ADD", "PUBLISH", "DECLINECOUNTER"] {
            #expect(try await one(answer(genuine, method: method)) == nil)
        }
        #expect(try await one(answer(genuine, method: "REFRESH"))?.method == .refresh)
    }

    @Test func `times keep the zone that they were written with`() async throws {
        let reply = try await one(
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
        let reply = try await one(
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
        let reply = try await one(answer(genuine + [line]))
        #expect(reply?.uid == "abc")
        // What no reply needs is noted, so that it is looked at before it counts.
        #expect((reply?.oddity == nil && reply?.strangeZones == []) == line.hasPrefix("EXDATE"))
    }

    @Test func `an answer to a series with its overrides is one answer`() async throws {
        let override = [
            "END:VEVENT", "BEGIN:VEVENT", "UID:abc", "DTSTAMP:20260304T120000Z", "RECURRENCE-ID:20260612T140000Z",
            "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:ana@example.org",
        ]
        let reply = try #require(try await one(answer(genuine + ["RRULE:FREQ=WEEKLY;COUNT=4"] + override + override)))
        #expect(reply.occurrence == nil && reply.mover?.answer == .accepted && reply.isRepeating && reply.oddity == nil)
        // In an open series a copy lists everyone; the answer is the person's own.
        let listing = override + (0..<60).map { "ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:p\($0)@example.org" }
        #expect(try await one(answer(genuine + listing))?.mover?.answer == .accepted)
        // A copy that holds what was answered before says nothing new.
        let earlier = override.map { $0.replacing("NEEDS-ACTION", with: "TENTATIVE") }
        #expect(try await one(answer(genuine + earlier))?.mover?.answer == .accepted)
        // An override that says something answers for its meeting.
        let declined = override.map {
            $0.replacing("NEEDS-ACTION", with: "DECLINED").replacing("20260304T", with: "20260305T")
        }
        let replies = try desk.read(answer(genuine + declined))
        #expect(replies.map(\.mover?.answer) == [.accepted, .declined])
        #expect(replies.map { $0.occurrence == nil } == [true, false])
    }

    @Test func `a request for the present version is one however often it is made`() async throws {
        let other = ["END:VEVENT", "BEGIN:VEVENT"] + genuine
        #expect(try desk.read(answer(genuine + other + other, method: "REFRESH")).count == 1)
    }

    @Test func `several events are several answers`() async throws {
        let other = ["END:VEVENT", "BEGIN:VEVENT"] + genuine.map { $0.replacing("UID:abc", with: "UID:def") }
        #expect(try desk.read(answer(genuine + other)).map(\.uid) == ["abc", "def"])
    }

    @Test func `an attendee is known by the address that a program gives beside its own name for it`() async throws {
        let line = "ATTENDEE;PARTSTAT=ACCEPTED;EMAIL=ana@example.org:urn:uuid:0e7602cc-443e-4b82-b4b1-90f62f99a199"
        let reply = try await one(answer(genuine.dropLast() + [line]))
        #expect(reply?.mover?.address == (try EmailAddress(parsing: "ana@example.org")))
    }

    @Test func `an address within a parameter needs no quotation marks`() async throws {
        let line = "ATTENDEE;SENT-BY=mailto:desk@example.org;PARTSTAT=ACCEPTED:mailto:ana@example.org"
        let reply = try await one(answer(genuine.dropLast() + [line]))
        #expect(reply?.mover?.address == (try EmailAddress(parsing: "ana@example.org")))
        #expect(reply?.mover?.sentBy == (try EmailAddress(parsing: "desk@example.org")))
    }

    @Test(arguments: [
        "COMMENT:voy en silla de ruedas", "COMMENT;LANGUAGE=es:voy en silla de ruedas",
        "ATTENDEE;X-RESPONSE-COMMENT=\"voy en silla de ruedas\";PARTSTAT=ACCEPTED:mailto:ana@example.org",
    ])
    func `what a person wrote along with the answer is read`(line: String) async throws {
        let event = line.hasPrefix("ATTENDEE") ? genuine.dropLast() + [line] : genuine + [line]
        #expect(try await one(answer(Array(event)))?.comment == "voy en silla de ruedas")
    }

    @Test func `a zone that is defined in the message or known is not odd`() async throws {
        let zone = ["BEGIN:VTIMEZONE", "TZID:Customized Time Zone", "END:VTIMEZONE"]
        let cases = [
            ("Customized Time Zone", zone, true), ("America/Tegucigalpa", [], true),
            ("Customized Time Zone", [], false),
            ("../../etc/passwd", [], false),
        ]
        for (name, around, isFine) in cases {
            let reply = try await one(answer(genuine + ["DTSTART;TZID=\(name):20260612T140000"], around: around))
            #expect(reply?.strangeZones == (isFine ? [] : [name]))
        }
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
            ("has no UID", answer(genuine + ["END:VEVENT", "BEGIN:VEVENT"])),
            (
                "too many events",
                answer(genuine + Array(repeating: ["END:VEVENT", "BEGIN:VEVENT"], count: 401).flatMap { $0 })
            ),
            ("too many attendees", answer(genuine + Array(repeating: genuine[3], count: 60))),
            ("out of place", Array("BEGIN:VCALENDAR\r\nEND:VEVENT\r\n".utf8)),
            ("cut short", answer(genuine).dropLast(16)),
            ("cut short", []), ("larger than", Array("BEGIN:VCALENDAR\r\n\(nested)".utf8)),
            ("nested too deeply", Array("BEGIN:VCALENDAR\r\n\(nested.prefix(9000))\r\n".utf8.map { $0 })),
        ]
        for (reason, bytes) in cases {
            #expect("\(reason)") { _ = try desk.read(Array(bytes)) } throws: { error in
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
            do { _ = try desk.read(Array(data)) } catch let problem as Problem {
                #expect(problem.kind == .badData)
            }
        }
        #expect(seen > 100)
    }
}
