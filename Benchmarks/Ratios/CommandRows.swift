import ConveningService
import Coordination
import DirectoryFiles
import FollowUpService
import Foundation
import Installation
import Subprocess
import SystemPackage

/// Processor time of whole commands that reach a few named people or one convening, above that of one that only opens the store, among
/// 2,000 people and among 100,000: what reads one as one costs the same in both.
enum CommandRows {
    private static let rounds = 9

    /// What one home is asked, and what must be there for each time that a command is run.
    private struct Course {
        let home: BenchHome
        let show: Convening.ID
        let listed: Convening.ID
        let times: Convening.ID
        let preview: Convening.ID
        /// One for each time, since an invitation goes out once.
        let invite: [Convening.ID]
    }

    static func measure(program: String, small: BenchHome, large: BenchHome) async throws -> [Row] {
        let found = try await figures(program, course(small, people: 2_000), course(large, people: 100_000))
        let goals: [(String, Double)] = [
            ("directory show", 15), ("invitees list", 25), ("invitees --add one", 25), ("convening show", 15),
            ("times of 16", 65), ("preview of 12", 115), ("invite 12", 115),
        ]
        return goals.flatMap { name, limit -> [Row] in
            let (before, ours) = found[name] ?? (.infinity, .infinity)
            return [
                Row(
                    name: "\(name) among 100,000, above opening", unit: "ms", ours: ours, reference: before,
                    goal: .atMost(limit)),
                // Of less than five milliseconds what else runs on the machine is the larger part.
                Row(
                    name: "\(name), growth from 2,000 to 100,000", unit: "ms", ours: max(ours, 5),
                    reference: max(before, 5), goal: .ratio(1.5)),
            ]
        }
    }

    private static func course(_ home: BenchHome, people: Int) async throws -> Course {
        // The program reads the real clock, so meetings are booked by it.
        let operation = try await home.operation(.real), now = Clock.real.now()
        func convening(_ count: Int, from first: Int, isBooked: Bool) async throws -> Convening.ID {
            let made = try await operation.convenings.create(
                blueprint: "consultation", title: "Meeting", zone: nil, first: nil, last: nil, venue: "Library",
                link: nil, visibility: nil)
            let named = (0..<count).map { Contact.ID(trusted: "ct-\((first + $0 * 37) % people)") }
            _ = try await operation.invitees.add(to: made.id, named: named, sectors: [], countries: [], theme: nil)
            if isBooked { _ = try await operation.convenings.book(made.id, at: now.adding(.seconds(40 * 86_400))) }
            return made.id
        }
        var invite: [Convening.ID] = []
        for round in 0...rounds { invite.append(try await convening(12, from: 3 + round * 151, isBooked: true)) }
        return Course(
            home: home, show: try await convening(12, from: 1, isBooked: true),
            listed: try await convening(12, from: 11, isBooked: false),
            times: try await convening(16, from: 21, isBooked: false),
            preview: try await convening(12, from: 31, isBooked: true), invite: invite)
    }

    /// Milliseconds by name in the small home and in the large one: the median of nine, each less what a command that only opens took
    /// just before it. The two take turns, so that a machine that grows slower meanwhile is slower for both.
    private static func figures(
        _ program: String, _ small: Course, _ large: Course
    ) async throws -> [String: (Double, Double)] {
        let commands: [(String, @Sendable (Course, Int) -> [String])] = [
            ("directory show", { ["directory", "show", "ct-\(100 + $1)"] }),
            ("invitees list", { course, _ in ["convening", "invitees", course.listed.text] }),
            (
                "invitees --add one",
                { ["convening", "invitees", $0.listed.text, "--add", "ct-\(600 + $1)"] }
            ),
            ("convening show", { course, _ in ["convening", "show", course.show.text] }),
            ("times of 16", { course, _ in ["convening", "times", course.times.text] }),
            ("preview of 12", { course, _ in ["invitation", "preview", course.preview.text] }),
            ("invite 12", { ["convening", "invite", $0.invite[$1].text] }),
        ]
        var found: [String: (Double, Double)] = [:]
        for (name, arguments) in commands {
            var times: [[Double]] = [[], []]
            // Once to warm up.
            for round in 0...rounds {
                for (place, course) in [small, large].enumerated() {
                    let opening = try await spent(on: ["vault", "status"], program, course)
                    let whole = try await spent(on: arguments(course, round), program, course)
                    if round > 0 { times[place].append(whole - opening) }
                }
            }
            let medians = times.map { $0.sorted()[$0.count / 2] }
            found[name] = (medians[0], medians[1])
        }
        return found
    }

    /// Milliseconds of processor time, its own and the system's for it.
    private static func spent(on arguments: [String], _ program: String, _ course: Course) async throws -> Double {
        let before = spentByChildren()
        let result = try await run(
            .path(FilePath(program)), arguments: Arguments(arguments + ["--home", course.home.home.path]),
            output: .discarded, error: .string(limit: 1 << 16))
        guard result.terminationStatus.isSuccess else {
            throw BenchFailure(what: "\(arguments): \(result.standardError)")
        }
        return spentByChildren() - before
    }

    /// Milliseconds of all children that have ended.
    private static func spentByChildren() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        func milliseconds(_ time: timeval) -> Double { Double(time.tv_sec) * 1000 + Double(time.tv_usec) / 1000 }
        return milliseconds(usage.ru_utime) + milliseconds(usage.ru_stime)
    }
}
