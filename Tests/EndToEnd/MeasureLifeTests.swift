import Coordination
import Fixtures
import FollowUpService
import Foundation
import Installation
import PeopleService
import Testing

/// Ten years of four measures that one resolution granted, played through the program day by day.
@Suite struct MeasureLifeTests {
    let folder: TemporaryFolder
    var home: String { "\(folder.path)/home" }

    init() throws { folder = try TemporaryFolder() }

    /// Runs a command at noon of a day, where the mission is.
    @discardableResult
    private func run(_ day: String, _ arguments: String..., status: Int32 = 0) async throws -> String {
        let result = try await Program.run(arguments + ["--home", home], now: "\(day)T12:00:00-06:00")
        #expect(result.status == status, "\(arguments): \(result.output)\(result.errors)")
        return status == 0 ? result.output : result.errors
    }

    private func show(_ day: String, _ reference: String = "MC-1286-18") async throws -> MeasureView {
        try JSONDecoder().decode(
            MeasureView.self, from: Data(try await run(day, "measure", "show", reference, "--json").utf8))
    }

    private func day(_ text: String) throws -> CalendarDay { try CalendarDay(parsing: text) }

    private func setUp() async throws {
        try await run(
            "2018-10-01", "init", "--name", "Officer", "--address", "officer@mission.example", "--post", "Mission",
            "--country", "HN", "--zone", "America/Tegucigalpa")
        try await run("2018-10-01", "directory", "import")
        for (number, people) in [(1286, ["J.A.R.L.", "M.P."]), (1287, ["N.N."]), (1288, ["O."]), (1289, ["P."])] {
            try await run(
                "2018-10-02", "measure", "add", "MC-\(number)-18", "--state", "NI", "--title", "Journalists \(number)",
                "--stage", "requested", "--on", "2018-10-01", "--beneficiary", people[0],
                people.count > 1 ? "--beneficiary=\(people[1])" : "--group=families=12", "--point",
                "Protect their lives",
                "--point", "Agree the measures with the beneficiaries")
        }
    }

    @Test func `four measures live from their request to their lifting`() async throws {
        try await setUp()
        let view = try await show("2018-10-02")
        #expect(view.measure.steps.last?.stage == "requested")
        #expect(!view.isLive)
        #expect(view.need == .nothing)
        #expect(view.requested == (try day("2018-10-01")))
        #expect(view.measure.deadlines.isEmpty)

        try await informationIsRequested()
        try await resolutionGrantsFour()
        try await silenceIsNoticed()
        try await setsOfDecisions()
        try await lifting()
    }

    private func informationIsRequested() async throws {
        try await run(
            "2018-11-06", "measure", "step", "MC-1286-18", "information-requested", "--on", "2018-11-05", "--document",
            "Letter of 5 November 2018")
        var view = try await show("2018-11-06")
        #expect(view.need == .due("State answers the request for information", on: try day("2018-11-20")))
        #expect(view.next?.isConfirmed == false)
        try await run(
            "2018-11-06", "measure", "deadline", "confirm", "mc 1286-2018", "1", "--days", "20", "--source",
            "Letter of 5 November 2018, paragraph 3")
        view = try await show("2018-11-25")
        #expect(view.next?.day == (try day("2018-11-25")))
        #expect(view.next?.isConfirmed == true)
        #expect(view.next?.formerDays?.map(\.day) == [try day("2018-11-20")])
        #expect(view.need == .due("State answers the request for information", on: try day("2018-11-25")))
        // In Washington it is the 26th when this is asked.
        view = try await show("2018-11-26")
        #expect(view.need == .overdue("State answers the request for information", days: 1))
        let list = try await run("2018-11-26", "measure", "list")
        #expect(list.split(separator: "\n").dropFirst().first?.contains("1 day late") == true)
        try await run(
            "2018-12-01", "measure", "record", "MC-1286-18", "state-report", "--on", "2018-11-30", "--note",
            "the State answered")
        view = try await show("2018-12-01")
        #expect(view.measure.deadlines.first?.met == (try day("2018-11-30")))
        #expect(view.need == .nothing)
        #expect(
            try await run(
                "2018-12-01", "measure", "step", "MC-1286-18", "granted", "--on", "2018-11-30", status: 64
            ).contains("is decided by a resolution"))
        #expect(
            try await run("2018-12-01", "measure", "step", "MC-1286-18", "grnted", "--on", "2018-11-30", status: 65)
                .contains("Did you mean 'granted'?"))
    }

    private func resolutionGrantsFour() async throws {
        // A mistake in one part leaves all as they were.
        try await run(
            "2019-04-02", "measure", "resolve", "Resolution 18/19", "--on", "2019-04-01", "--grant", "MC-1286-18",
            "--grant", "MC-9-18", status: 66)
        #expect(try await show("2019-04-02").measure.steps.last?.stage == "information-requested")
        try await run(
            "2019-04-02", "measure", "resolve", "Resolution 18/19", "--on", "2019-04-01", "--grant", "MC-1286-18",
            "--grant", "PM 1287/18", "--grant", "MC-1288-18", "--grant", "MC-1289-18")
        for number in 1286...1289 {
            let view = try await show("2019-04-02", "MC-\(number)-18")
            #expect(view.isLive)
            #expect(view.granted == (try day("2019-04-01")))
            #expect(view.measure.steps.last?.document == "Resolution 18/19")
            #expect(view.resolutions.map(\.measures.count) == [4])
            #expect(view.next?.day == (try day("2019-04-21")))
        }
        try await run(
            "2019-04-02", "measure", "deadline", "confirm", "MC-1287-18", "1", "--business-days", "15", "--source",
            "Resolution 18/19, paragraph 9")
        // Fifteen business days from 1 April 2019 by weekends; holidays are known from 2026 on.
        #expect(try await show("2019-04-02", "MC-1287-18").next?.day == (try day("2019-04-22")))
        #expect(
            try await run(
                "2019-04-03", "measure", "resolve", "Res. 18/2019", "--on", "2019-04-01", "--grant", "MC-1286-18",
                status: 77
            ).contains("is in the files already"))
        // The resolution turns out to be of another day: every measure of it moves, and keeps what it had.
        try await run("2019-04-05", "measure", "resolve", "Resolution 18/19", "--on", "2019-04-03")
        for number in 1286...1289 {
            let view = try await show("2019-04-05", "MC-\(number)-18")
            #expect(view.granted == (try day("2019-04-03")))
            #expect(view.next?.day == (try day(number == 1287 ? "2019-04-24" : "2019-04-23")))
            #expect(view.next?.formerDays?.last?.day == (try day(number == 1287 ? "2019-04-22" : "2019-04-21")))
            #expect(view.next?.formerDays?.last?.replacedOn == (try day("2019-04-05")))
        }
    }

    private func silenceIsNoticed() async throws {
        try await run("2019-04-20", "measure", "deadline", "met", "MC-1286-18", "2", "--on", "2019-04-19")
        #expect(try await show("2019-07-01").need == .nothing)
        #expect(try await show("2019-07-02").need == .silence(days: 90))
        // An act of ours breaks the silence, and asks for feedback.
        let made = try await Program.run(
            [
                "action", "add", "demarche", "--title", "Ask for the plan", "--owner", "Mission", "--measure",
                "MC-1286-18", "--point", "2", "--due", "2019-07-10", "--json", "--home", home,
            ], now: "2019-07-03T12:00:00-06:00")
        let action = try JSONDecoder().decode(Action.self, from: Data(made.output.utf8)).id.text
        #expect(try await show("2019-07-11").need == .silence(days: 99))
        try await run("2019-07-11", "action", "done", action, "--evidence", "note handed over", "--on", "2019-07-11")
        #expect(try await show("2019-07-12").need == .actions(late: 0, feedbackOwed: 1))
        #expect(try await run("2019-07-12", "action", "list", "--feedback-owed").contains(action))
        try await run("2019-07-13", "action", "feedback", action, "--feedback", "2019-07-12")
        #expect(try await show("2019-07-13").need == .nothing)
        #expect(try await show("2019-07-13").silentDays == 2)
        try await run(
            "2020-02-11", "measure", "record", "MC-1286-18", "review", "--on", "2020-02-10", "--note",
            "review on its own motion", "--document", "Resolution 2/2020")
        #expect(try await show("2020-02-11").reviewed == (try day("2020-02-10")))
        try await run(
            "2020-02-11", "measure", "point", "MC-1286-18", "2", "partly-met", "--evidence", "a plan for four families",
            "--on", "2020-02-10")
        try await run("2020-02-11", "measure", "edit", "MC-1286-18", "--silence-days", "365")
        let view = try await show("2020-12-01")
        #expect(view.measure.points.map(\.state) == [.open, .partly])
        #expect(view.need == .nothing)
        #expect(view.silentDays == 295)
    }

    private func setsOfDecisions() async throws {
        try await run(
            "2021-05-04", "measure", "resolve", "Resolution 40/21", "--on", "2021-05-03", "--extend", "MC-1286-18",
            "--beneficiary", "K.L.", "--group", "members of the newsroom=7")
        var view = try await show("2021-05-04")
        #expect(view.stageName == "extended")
        #expect(view.measure.beneficiaries.map(\.number) == [1, 2, 3, 4])
        #expect(view.measure.beneficiaries.last?.since == (try day("2021-05-03")))
        #expect(view.measure.steps.last?.beneficiaries == [3, 4])
        try await run(
            "2022-03-02", "measure", "resolve", "Resolución 12/22", "--on", "2022-03-01", "--modify", "MC-1286-18")
        #expect(
            try await run(
                "2023-10-02", "measure", "resolve", "Resolution 60/23", "--on", "2023-10-01", "--partly-lift",
                "MC-1286-18", status: 64
            ).contains("must say for whom"))
        try await run(
            "2023-10-02", "measure", "resolve", "Resolution 60/23", "--on", "2023-10-01", "--partly-lift",
            "MC-1286-18:2,3", "--follow-up", "MC-1286-18", "--extend", "MC-1286-18", "--beneficiary", "R.S.")
        view = try await show("2023-10-02")
        #expect(view.measure.steps.suffix(3).map(\.stage) == ["extended", "follow-up", "partially-lifted"])
        #expect(view.stageName == "extended; follow-up resolution; partly lifted")
        #expect(view.measure.beneficiaries.filter(\.isProtected).map(\.number) == [1, 4, 5])
        #expect(view.isLive)
        #expect(view.resolutions.count == 4)
        // The others are as they were.
        #expect(try await show("2023-10-02", "MC-1288-18").measure.steps.last?.stage == "granted")
        #expect(
            try await run(
                "2023-10-03", "measure", "resolve", "Resolution 61/23", "--on", "2023-10-03", "--partly-lift",
                "MC-1286-18:2", status: 64
            ).contains("was lifted for beneficiary 2 before"))
    }

    private func lifting() async throws {
        #expect(try await show("2028-10-02").need == .silence(days: 1828))
        try await run(
            "2028-11-02", "measure", "resolve", "Resolution 99/28", "--on", "2028-11-01", "--lift", "MC-1286-18")
        let view = try await show("2030-01-01")
        #expect(view.measure.steps.last?.stage == "lifted")
        #expect(!view.isLive)
        #expect(view.need == .ended)
        #expect(view.silentDays == nil)
        #expect(view.measure.beneficiaries.allSatisfy { !$0.isProtected })
        #expect(
            try await run(
                "2030-01-01", "measure", "resolve", "Resolution 1/29", "--on", "2029-01-01", "--extend", "MC-1286-18",
                "--beneficiary", "T.U.", status: 77
            ).contains("That stage ends it."))
        let timeline = try await run("2030-01-01", "report", "timeline", "MC-1286-18")
        for part in [
            "requested", "Resolution 18/19", "a plan for four families", "Ask for the plan", "was told what was done",
            "lifted",
        ] {
            #expect(timeline.contains(part), "\(part)")
        }
        let list = try await run("2030-01-01", "measure", "list").split(separator: "\n").map(String.init)
        // Those that nobody ever reported on come first, the one that ended last.
        #expect(list.last?.contains("ended") == true)
        #expect(list.dropFirst().prefix(3).allSatisfy { $0.contains("days late") || $0.contains("silent for") })
    }
}
