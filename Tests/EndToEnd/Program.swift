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

    /// Runs a command that must succeed, and shows its answer.
    /// - Parameter now: the time that the program is told, where it is not the machine's.
    @discardableResult
    static func done(_ arguments: [String], now: String? = nil) async throws -> Result {
        let result = try await run(arguments, now: now)
        guard result.status == 0 else { throw Failure(command: arguments.joined(separator: " "), result: result) }
        return result
    }

    /// A command that was to succeed and did not.
    struct Failure: Error, CustomStringConvertible {
        let command: String
        let result: Result
        var description: String { "'\(command)' ended with \(result.status): \(result.errors)" }
    }

    /// Runs a command, however it ends.
    /// - Parameters:
    ///   - now: the time that the program is told, where it is not the machine's.
    ///   - environment: what to add to the test's own.
    static func run(
        _ arguments: [String], now: String? = nil, environment: [String: String] = [:]
    ) async throws -> Result {
        var environment = environment
        if let now { environment["CONVOKE_NOW"] = now }
        let added = Dictionary(
            uniqueKeysWithValues: environment.map { (Environment.Key(stringLiteral: $0.key), Optional($0.value)) })
        let result = try await Subprocess.run(
            .path(FilePath(path)), arguments: Arguments(arguments), environment: .inherit.updating(added),
            output: .string(limit: 16 << 20), error: .string(limit: 1 << 20))
        var status: Int32 = -1
        if case .exited(let code) = result.terminationStatus { status = Int32(code) }
        return Result(status: status, output: result.standardOutput, errors: result.standardError)
    }

    /// Sets up an installation with the demonstration's people.
    static func install(_ home: String) async throws {
        try await done([
            "init", "--home", home, "--name", "Officer", "--address", "officer@mission.example", "--post", "Mission",
            "--country", "HN", "--zone", "America/Tegucigalpa",
        ])
        try await done(["directory", "import", "--demonstration", "--home", home])
    }

    /// The id that a command's JSON answer carries.
    static func id(_ arguments: [String]) async throws -> String {
        let result = try await done(arguments + ["--json"])
        let object = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        guard let id = object?["id"] as? String else {
            throw Failure(command: arguments.joined(separator: " "), result: result)
        }
        return id
    }

    /// Waits until a program that goes on running has said a line that holds some words.
    static func waitForLine(_ words: String, in output: SubprocessOutputSequence) async throws {
        for try await line in output.strings() where line.contains(words) { return }
        throw CancellationError()
    }

    /// Every command that does something, as it is typed.
    static func leaves() async throws -> [String] {
        struct Help: Decodable { let command: Command }
        struct Command: Decodable {
            let commandName: String
            let subcommands: [Command]?

            var leaves: [String] {
                let under = (subcommands ?? []).filter { $0.commandName != "help" }
                return under.isEmpty ? [commandName] : under.flatMap { $0.leaves.map { "\(commandName) \($0)" } }
            }
        }
        let text = try await done(["--experimental-dump-help"]).output
        let help = try JSONDecoder().decode(Help.self, from: Data(text.utf8))
        return help.command.leaves.map { String($0.dropFirst("convoke ".count)) }
    }
}
