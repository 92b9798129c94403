import Foundation
import Subprocess
import SystemPackage

/// How long `convoke --help` takes from start to end, against `curl --help`, which loads some of the same libraries. Release 0.5.0 took 2.5
/// times as long as curl; six tenths of that is the limit.
enum StartupRow {
    static func measure(program: String) async throws -> Row {
        let curl = try await median(.name("curl"))
        return Row(
            name: "start-up: convoke --help / curl --help", unit: "ms",
            ours: try await median(.path(FilePath(program))),
            reference: curl, goal: .ratio(1.5))
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
