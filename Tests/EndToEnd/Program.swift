import Foundation
import Subprocess
import SystemPackage

/// The built program, run as a person would.
enum Program {
    struct Result {
        let status: Int32
        let output: String
        let errors: String
    }

    /// It stands beside the test runner.
    static let path: String = {
        let runner =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(filePath: runner).deletingLastPathComponent().appending(path: "convoke").path
    }()

    /// - Parameter now: the time that the program is told, where it is not the machine's.
    static func run(_ arguments: [String], now: String? = nil) async throws -> Result {
        let result = try await Subprocess.run(
            .path(FilePath(path)), arguments: Arguments(arguments),
            environment: now.map { .inherit.updating(["CONVOKE_NOW": $0]) } ?? .inherit,
            output: .string(limit: 16 << 20),
            error: .string(limit: 1 << 20))
        var status: Int32 = -1
        if case .exited(let code) = result.terminationStatus { status = Int32(code) }
        return Result(status: status, output: result.standardOutput, errors: result.standardError)
    }

    /// Sets up an installation with the demonstration's people.
    static func install(_ home: String) async throws {
        _ = try await run([
            "init", "--home", home, "--name", "Officer", "--address", "officer@mission.example", "--post", "Mission",
            "--country",
            "HN", "--zone", "America/Tegucigalpa",
        ])
        _ = try await run(["directory", "import", "--demonstration", "--home", home])
    }

    /// The id that a command's JSON answer carries.
    static func id(_ arguments: [String]) async throws -> String {
        let result = try await run(arguments + ["--json"])
        let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        return object?["id"] as? String ?? ""
    }
}
