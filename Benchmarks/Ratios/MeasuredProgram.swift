import Foundation
import Subprocess
import SystemPackage

/// The built program on one home, whose runs are measured.
struct MeasuredProgram {
    let program: String
    let home: String

    /// A home that is set up anew.
    init(_ program: String, home: String) async throws {
        self.program = program
        self.home = home
        try? FileManager.default.removeItem(atPath: home)
        try await run(
            "init", "--name", "Officer", "--address", "officer@mission.example", "--post", "Mission", "--country", "HN",
            "--zone", "America/Tegucigalpa")
    }

    /// What a run printed, the MiB that it took at most, and its seconds of processor time.
    @discardableResult
    func run(_ arguments: String...) async throws -> (output: String, mebibytes: Double, seconds: Double) {
        let result = try await Subprocess.run(
            .path("/usr/bin/python3"),
            arguments: Arguments(["Benchmarks/Raw/peak.py", program, "--home", home] + arguments),
            output: .discarded, error: .string(limit: 256 << 20))
        let output = result.standardError
        let figures = output.split(separator: "\n").last?.split(separator: " ").compactMap { Double($0) } ?? []
        guard result.terminationStatus.isSuccess, figures.count == 2 else {
            throw BenchFailure(what: "\(arguments): \(output.suffix(2000))")
        }
        return (output, figures[0], figures[1])
    }

    /// A convening of everybody in the country, booked.
    func bookedConvening() async throws -> String {
        let output = try await run("convening", "create", "consultation", "--title", "T", "--json").output
        guard let start = output.range(of: "\"id\" : \"cv-") else { throw BenchFailure(what: "no convening") }
        let id = "cv-" + output[start.upperBound...].prefix { $0 != "\"" }
        try await run("convening", "invitees", id, "--country", "HN")
        try await run("convening", "book", id, "2099-05-04T10:00", "--yes")
        return id
    }
}
