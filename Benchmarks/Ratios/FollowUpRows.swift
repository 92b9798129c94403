import Coordination
import DirectoryFiles
import FollowUpService
import Foundation
import Installation
import PeopleService
import ReportService
import Storage
import Subprocess
import SystemPackage

/// 50,000 acts of 400 owners under 600 measures: how long the whole command takes, from start to end.
enum FollowUpRows {
    private static let acts = 50_000, measures = 600

    static func measure(folder: String, program: String) async throws -> [Row] {
        let place = try await BenchHome("\(folder)/followup"), home = place.home
        let operation = try await place.operation(.real)
        _ = try await operation.directory.importDirectory(operation.directory.shippedPaths(withDemonstration: false))
        let today = try operation.today()
        let store = try await place.store()
        try await fill(store, today)
        let overdue = try await median(program, ["action", "list", "--overdue", "--home", home.path], expecting: "ac-")
        let report = try await median(program, ["report", "followup", "--home", home.path], expecting: "Mission 1")
        return [
            Row(
                name: "convoke action list --overdue, of \(acts)", unit: "ms", ours: overdue, reference: 50,
                goal: .atMost(50)),
            Row(
                name: "convoke report followup, of \(acts)", unit: "ms", ours: report, reference: 300,
                goal: .atMost(300)),
        ]
    }

    private static func median(_ program: String, _ arguments: [String], expecting text: String) async throws -> Double
    {
        var times: [Double] = []
        let clock = ContinuousClock()
        for _ in 0..<21 {
            let begin = clock.now
            let result = try await run(
                .path(FilePath(program)), arguments: Arguments(arguments), output: .string(limit: 8 << 20),
                error: .discarded)
            times.append((clock.now - begin) / .milliseconds(1))
            guard result.standardOutput.contains(text) else {
                throw BenchFailure(what: "'\(arguments.joined(separator: " "))' did not show '\(text)'")
            }
        }
        return times.sorted()[times.count / 2]
    }

    private static func fill(_ store: Store, _ today: CalendarDay) async throws {
        let now = Instant(seconds: Int64(today.number) * 86_400)
        try await store.write(by: AuditStamp(BenchHome.actor, at: now)) { records in
            let mechanism = try records.mechanisms.one(Identifier(trusted: "iachr"))
            let reader = ReferenceReader(mechanisms: [mechanism], countries: [])
            for number in 0..<measures {
                try records.measures.insert(
                    try Measure(
                        id: Identifier(trusted: "me-\(number)"), mechanism: mechanism,
                        reference: try reader.read("MC-\(number + 1)-20"),
                        state: try CountryCode(parsing: ["HN", "GT", "CO", "MX"][number % 4]), title: "Case \(number)",
                        points: ["Protect", "Agree", "Report"],
                        first: .init(stage: "granted", day: today.adding(days: -number), document: nil)))
            }
        }
        for batch in 0..<10 {
            try await store.write(by: AuditStamp(BenchHome.actor, at: now)) { records in
                for number in batch * acts / 10..<(batch + 1) * acts / 10 {
                    var action = try Action(
                        id: Identifier(trusted: "ac-\(number)"), kind: ActionKind.allCases[number % 20],
                        title: "Ask for an answer about case \(number)", owner: "Mission \(number * 7 % 400)",
                        measure: number % 3 == 0 ? nil : Identifier(trusted: "me-\(number % measures)"),
                        due: Deadline(
                            name: "due", day: today.adding(days: number % 700 - 100), source: "bench",
                            isConfirmed: true))
                    if number % 2 == 0 {
                        action.isQuiet = true
                        try action.act(on: today, evidence: "done")
                        if number % 20 != 0 { try action.recordFeedback(.given(today), on: today) }
                    }
                    try records.actions.insert(action, at: now)
                }
            }
        }
    }
}
