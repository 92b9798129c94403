import Coordination
import Fixtures
import Storage
import Testing

@testable import ConveningService
@testable import Installation
@testable import PeopleService

/// Whoever fixes a time hears first who cannot come then, and what is unusual about it.
@Suite struct BookingTests {
    let installation: TestInstallation
    var operation: Operation { installation.operation }

    init() async throws { installation = try await TestInstallation() }

    /// Four weeks from the day of the tests, with two people of Honduras.
    private func plan(required: Bool = false, minutes: Int = 90, form: ConveningInput = ConveningInput()) async throws
        -> Convening.ID
    {
        var form = form
        form.minutes = minutes
        let made = try await operation.convenings.create(
            blueprint: "consultation", title: "Rivers", zone: nil, first: try CalendarDay(parsing: "2026-03-20"),
            last: try CalendarDay(parsing: "2026-04-20"), venue: "Library", link: nil, visibility: nil, form: form)
        _ = try await operation.invitees.add(
            to: made.id, named: ["demo-ana", "demo-tomas"].map { Identifier(trusted: $0) }, sectors: [], countries: [],
            theme: nil)
        try await operation.change { records in
            var convening = try records.convenings.one(made.id)
            convening.quorum = Quorum(
                sectors: [.civilSociety: 1], required: required ? [Identifier(trusted: "demo-ana")] : [])
            try records.convenings.update(convening)
        }
        return made.id
    }

    private func check(_ id: Convening.ID, _ time: String) async throws -> BookingReport {
        try await operation.convenings.check(id, at: try await operation.convenings.time(time, for: id))
    }

    @Test func `a good time needs no word`() async throws {
        let report = try await check(try await plan(), "2026-04-08T10:00")
        #expect((report.attending, report.missing.count, report.notes, report.needsAgreement) == (2, 0, [], false))
    }

    @Test(arguments: [
        ("2026-04-08T23:00", "outside working hours (23:00–00:30 there, works "),
        ("2026-04-08T16:00", "outside working hours (16:00–17:30 there, works "),
        ("2026-04-11T10:00", "weekend"), ("2026-04-02T10:00", "holiday"),
    ]) func `a night, a weekend and a holiday are said`(time: String, why: String) async throws {
        let report = try await check(try await plan(required: true), time)
        #expect(report.missing.count == 2 && report.attending == 0)
        #expect(report.missing.allSatisfy { $0.why.hasPrefix(why) }, "\(report.missing.map(\.why))")
        #expect(report.missing.map(\.isRequired) == [true, false])
        #expect(report.shortages == ["civil-society: 0 of the 1 needed"] && report.needsAgreement)
        #expect(report.notes.contains { $0.hasPrefix("for you: \(why)") })
    }

    @Test func `whoever must come and is busy is asked about`() async throws {
        try await operation.change { records in
            var ana = try records.contacts.one(Identifier(trusted: "demo-ana"))
            ana.busy = [
                try #require(
                    TimeSpan(
                        start: try Instant(parsing: "2026-04-08T16:00:00Z"),
                        end: try Instant(parsing: "2026-04-08T17:00:00Z")))
            ]
            _ = try records.contacts.save(ana)
        }
        let required = try await check(try await plan(required: true), "2026-04-08T10:00")
        #expect(required.missing.map(\.why) == ["busy"] && required.needsAgreement)
        let free = try await check(try await plan(), "2026-04-08T10:00")
        #expect(free.missing.count == 1 && !free.needsAgreement)
    }

    @Test func `two meetings at once are said for you and for whoever is invited to both`() async throws {
        let first = try await plan(), second = try await plan()
        _ = try await operation.convenings.book(
            first, at: try await operation.convenings.time("2026-04-08T10:00", for: first))
        let report = try await check(second, "2026-04-08T11:00")
        #expect(report.notes == ["you have another convening then: \(first)"])
        #expect(report.missing.map(\.why) == Array(repeating: "invited to another convening then", count: 2))
        // The time that a convening has stands in nobody's way when it moves.
        #expect(try await check(first, "2026-04-08T10:30").missing.isEmpty)
    }

    @Test func `every meeting of a series is looked at`() async throws {
        let weekly = ConveningInput(recurrence: try Recurrence(.weekly, count: 3))
        let first = try await plan(form: weekly), other = try await plan()
        // The second meeting is in Holy Week.
        let report = try await check(first, "2026-03-26T10:00")
        #expect(report.missing.count == 2)
        #expect(report.missing.allSatisfy { $0.why.hasPrefix("1 of 3 meetings; first 2026-04-02, holiday") })
        _ = try await operation.convenings.book(
            first, at: try await operation.convenings.time("2026-03-26T10:00", for: first))
        #expect(try await check(other, "2026-04-09T10:00").notes == ["you have another convening then: \(first)"])
    }

    @Test func `short notice and a day outside the window are said`() async throws {
        let id = try await plan()
        let notice = try operation.convenings.blueprints().first { $0.id.text == "consultation" }?.noticeDays ?? 0
        #expect(
            try await check(id, "2026-03-09T10:00").notes == [
                "outside the window, which is 2026-03-20 to 2026-04-20",
                "short notice: invitees usually get \(notice) days",
            ])
        #expect(try await check(id, "2026-04-22T10:00").notes.count == 1)
    }

    @Test func `times at short notice are proposed last`() async throws {
        let made = try await operation.convenings.create(
            blueprint: "consultation", title: "Rivers", zone: nil, first: try CalendarDay(parsing: "2026-03-09"),
            last: try CalendarDay(parsing: "2026-03-31"), venue: "Library", link: nil, visibility: nil)
        _ = try await operation.invitees.add(
            to: made.id, named: ["demo-ana", "demo-tomas"].map { Identifier(trusted: $0) }, sectors: [], countries: [],
            theme: nil)
        try await operation.change { records in
            var convening = try records.convenings.one(made.id)
            convening.quorum = Quorum()
            try records.convenings.update(convening)
        }
        let proposals = try await operation.convenings.findTimes(for: made.id, count: 50).proposals
        let short = proposals.map(\.isShortNotice)
        #expect(short.first == false && short.last == true)
        #expect(short == short.sorted { !$0 && $1 })
    }

    @Test func `a list that is too short for the quorum is said, and no better time is asked for`() async throws {
        let id = try await plan()
        try await operation.change { records in
            var convening = try records.convenings.one(id)
            convening.quorum = Quorum(sectors: [.civilSociety: 5])
            try records.convenings.update(convening)
        }
        let good = try await check(id, "2026-04-08T10:00"), bad = try await check(id, "2026-04-08T23:00")
        #expect(good.shortages.count == 1 && !good.needsAgreement)
        #expect(bad.shortages == ["civil-society: 0 of the 5 needed"] && bad.needsAgreement)
    }

    @Test func `whoever must come and may not be invited is said`() async throws {
        let id = try await plan()
        try await operation.change { records in
            var convening = try records.convenings.one(id)
            convening.quorum.required = [Identifier(trusted: "demo-silvia")]
            try records.convenings.update(convening)
        }
        let report = try await check(id, "2026-04-08T10:00")
        #expect(report.missing.map(\.contact.text) == ["demo-silvia"] && report.needsAgreement)
    }

    @Test func `a whole Friday is no weekend for those further east`() async throws {
        var form = ConveningInput()
        form.wholeDays = 1
        let made = try await operation.convenings.create(
            blueprint: "consultation", title: "Rivers", zone: try ZoneName(parsing: "Pacific/Honolulu"),
            first: try CalendarDay(parsing: "2026-04-06"), last: nil, venue: "Library", link: nil, visibility: nil,
            form: form)
        _ = try await operation.invitees.add(
            to: made.id, named: [Identifier(trusted: "demo-ana")], sectors: [], countries: [], theme: nil)
        #expect(try await check(made.id, "2026-04-10").missing.isEmpty)
        #expect(try await check(made.id, "2026-04-11").missing.map(\.why) == ["weekend"])
    }
}
