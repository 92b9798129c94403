import Foundation
import Subprocess
import SystemPackage

/// How long `convoke --help` takes from start to end, against `curl --help`, which loads the same network libraries.
enum StartupRow {
    static func measure(program: String) async throws -> Row {
        let curl = try await median(.name("curl"))
        return Row(
            name: "start-up: convoke --help / curl --help", unit: "ms",
            ours: try await median(.path(FilePath(program))),
            reference: curl, goal: .atMost(25))
    }

    private static func median(_ executable: Executable) async throws -> Double {
        var times: [Double] = []
        let clock = ContinuousClock()
        for _ in 0..<41 {
            let begin = clock.now
            let result = try await run(executable, arguments: ["--help"], output: .discarded, error: .discarded)
            guard result.terminationStatus.isSuccess else { throw BenchFailure(what: "--help failed") }
            times.append((clock.now - begin) / .milliseconds(1))
        }
        return times.sorted()[times.count / 2]
    }
}
