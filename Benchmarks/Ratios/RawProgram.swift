import Foundation
import Subprocess
import SystemPackage

/// A reference written in C, compiled for the run.
struct RawProgram {
    private let path: String

    /// - Parameter libraries: what the linker needs, for example `-lical`.
    init(_ name: String, libraries: [String], folder: String) async throws {
        path = "\(folder)/\(name)"
        let arguments = ["-O2", "-o", path, "Benchmarks/Raw/\(name).c"] + libraries
        let result = try await Subprocess.run(
            .name("cc"), arguments: Arguments(arguments), output: .discarded, error: .string(limit: 1 << 16))
        guard result.terminationStatus.isSuccess else {
            throw BenchFailure(what: "cc \(name).c: \(result.standardError)")
        }
    }

    /// The seconds that the program prints.
    func seconds(_ arguments: [String]) async throws -> Double {
        try Self.number(try await output(arguments), of: path)
    }

    /// What the program prints.
    func output(_ arguments: [String]) async throws -> String {
        try await Self.run(.path(FilePath(path)), arguments)
    }

    /// The seconds that a program of the system's Python prints.
    static func python(_ name: String, _ arguments: [String]) async throws -> Double {
        let output = try await run(
            .path("/usr/bin/python3"), ["Benchmarks/Raw/\(name).py"] + arguments)
        return try number(output, of: "\(name).py")
    }

    private static func run(_ program: Executable, _ arguments: [String]) async throws -> String {
        let result = try await Subprocess.run(
            program, arguments: Arguments(arguments), output: .string(limit: 1 << 16), error: .discarded)
        guard result.terminationStatus.isSuccess else {
            throw BenchFailure(what: "\(program) failed: \(result.terminationStatus)")
        }
        return result.standardOutput
    }

    private static func number(_ text: String, of program: String) throws -> Double {
        guard let seconds = Double(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw BenchFailure(what: "\(program) printed no number")
        }
        return seconds
    }
}

/// Why a figure could not be taken.
struct BenchFailure: Error, CustomStringConvertible {
    let what: String
    var description: String { what }
}
