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
        let result = try await Subprocess.run(
            .path(FilePath(path)), arguments: Arguments(arguments), output: .string(limit: 1 << 16), error: .discarded)
        let text = result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
        guard result.terminationStatus.isSuccess, let seconds = Double(text) else {
            throw BenchFailure(what: "\(path) failed: \(result.terminationStatus)")
        }
        return seconds
    }
}

/// Why a figure could not be taken.
struct BenchFailure: Error, CustomStringConvertible {
    let what: String
    var description: String { what }
}
