import Foundation
import Subprocess
import SystemPackage

/// The memory that inviting ten thousand people takes at most, beside that of one thousand. The list itself, people with their names,
/// is held in memory; the mails are not.
enum RoundRow {
    static func measure(folder: String, program: String) async throws -> Row {
        let few = try await peak(1000, folder: folder, program), many = try await peak(10_000, folder: folder, program)
        return Row(
            name: "memory to invite 10,000 / 1,000", unit: "MiB", ours: many, reference: few, goal: .atMost(256))
    }

    /// MiB of the greedier one of the command that invites, by what the system has seen of any child until then.
    private static func peak(_ count: Int, folder: String, _ program: String) async throws -> Double {
        let home = "\(folder)/round-\(count)", file = "\(folder)/people.csv"
        try? FileManager.default.removeItem(atPath: home)
        defer { try? FileManager.default.removeItem(atPath: home) }
        let rows = (0..<count).map { "Ana\($0) Paz\($0),a\($0)@people.example,HN,es,invite,2026-01-15,meeting\n" }
        try Data(("Name,Email,Country,Language,Consent,Consent given,Evidence\n" + rows.joined()).utf8)
            .write(to: URL(filePath: file))
        func run(_ arguments: String...) async throws -> String {
            let result = try await Subprocess.run(
                .path("/usr/bin/python3"),
                arguments: Arguments(["Benchmarks/Raw/peak.py", program, "--home", home] + arguments),
                output: .discarded, error: .string(limit: 64 << 20))
            guard result.terminationStatus.isSuccess else {
                throw BenchFailure(what: "\(arguments): \(result.standardError)")
            }
            return result.standardError
        }
        _ = try await run(
            "init", "--name", "Officer", "--address", "officer@mission.example", "--post", "Mission", "--country", "HN",
            "--zone", "America/Tegucigalpa")
        _ = try await run("directory", "import", file, "--yes")
        _ = try await run("convening", "create", "consultation", "--title", "T")
        let text = try await run("convening", "list", "--json")
        guard let start = text.range(of: "\"id\" : \"cv-") else { throw BenchFailure(what: "no convening") }
        let id = "cv-" + text[start.upperBound...].prefix { $0 != "\"" }
        _ = try await run("convening", "invitees", id, "--country", "HN")
        _ = try await run("convening", "book", id, "2099-05-04T10:00", "--yes")
        let output = try await run("convening", "invite", id, "--yes")
        guard let line = output.split(separator: "\n").last, let mebibytes = Double(line) else {
            throw BenchFailure(what: "no peak")
        }
        return mebibytes
    }
}
