import Coordination
import Fixtures
import Testing

@testable import Installation
@testable import PeopleService

/// Sessions of mechanisms, as they are announced.
@Suite struct SessionTests {
    private static let achpr = Mechanism.ID(trusted: "achpr")

    @Test(arguments: EngineKind.here)
    func `announced sessions are taken and stay when the mechanisms are imported again`(kind: EngineKind)
        async throws
    {
        let installation = try await TestInstallation(kind), mechanisms = installation.operation.mechanisms
        let folder = installation.folder
        let table = try folder.write(
            "name\tstart\tend\thearing-requests\tsource\n# a remark\n87th ordinary session\t2026-05-11\t2026-05-20\t2026-04-01\t\n",
            to: "s.tsv")
        let first = try await mechanisms.importSessions(table, of: Self.achpr, source: "its page")
        #expect(first.added == 1 && first.sessions.first?.name == "87th ordinary session")
        #expect(
            first.sessions.first?.cutoffs?.keys.sorted() == ["hearing-requests"]
                && first.sessions.first?.source == "its page")
        let again = try await mechanisms.importSessions(table, of: Self.achpr, source: "its page")
        #expect(again.added == 0)
        let calendar = try folder.write(
            "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:87th ordinary ses\r\n sion\r\nDTSTART;VALUE=DATE:20260512\r\nDTEND;VALUE=DATE:20260522\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
            to: "s.ics")
        let moved = try await mechanisms.importSessions(calendar, of: Self.achpr, source: "its calendar")
        #expect(
            moved.sessions.first.map { "\($0.name) \($0.start) \($0.end)" }
                == "87th ordinary session 2026-05-12 2026-05-21")
        _ = try await installation.operation.directory.importDirectory(["\(Repository.directory)/mechanisms"])
        let kept = try await mechanisms.sessions(of: Self.achpr)
        #expect(kept.sessions.first?.name == "87th ordinary session" && kept.sessions.count > 1)
    }

    @Test func `a session that is cancelled is none, and an alarm or a span of days is understood`() async throws {
        let installation = try await TestInstallation()
        let path = try installation.folder.write(
            """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            SUMMARY;ALTREP="cid:a":First session
            DTSTART;VALUE=DATE:20270510
            DURATION:P2W
            BEGIN:VALARM
            SUMMARY:Reminder
            END:VALARM
            END:VEVENT
            BEGIN:VEVENT
            SUMMARY:Second session
            STATUS:CANCELLED
            DTSTART;VALUE=DATE:20271011
            END:VEVENT
            END:VCALENDAR
            """, to: "s.ics")
        let report = try await installation.operation.mechanisms.importSessions(
            path, of: Self.achpr, source: "its calendar")
        #expect(report.added == 1)
        #expect(
            report.sessions.filter { $0.start.year == 2027 }.map { "\($0.name) \($0.start) \($0.end)" }
                == ["First session 2027-05-10 2027-05-23"])
    }

    @Test(arguments: [
        ("name\tstart\n", "does not name its columns"),
        ("name\tstart\tend\nA\t2026-05-11\t2026-05-01\n", "ends before it begins"),
        ("name\tstart\tend\nA\t11/5/2026\t2026-05-20\n", "is not a day"), ("name\tstart\tend\n", "holds no session"),
        ("name\tstart\tend\nA\t\t2026-05-20\n", "lacks its name"),
    ]) func `what is no announcement is refused with its line`(text: String, reason: String) async throws {
        let installation = try await TestInstallation()
        let path = try installation.folder.write(text, to: "s.tsv")
        await #expect {
            _ = try await installation.operation.mechanisms.importSessions(path, of: Self.achpr, source: "its page")
        } throws: { "\($0)".contains(reason) && "\($0)".contains("s.tsv") }
    }
}
