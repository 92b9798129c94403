import Foundation

/// The memory that inviting ten thousand people takes at most, beside that of one thousand. The list itself, people with their names,
/// is held in memory; the mails are not.
enum RoundRow {
    static func measure(folder: String, program: String) async throws -> Row {
        let few = try await peak(1000, folder: folder, program), many = try await peak(10_000, folder: folder, program)
        return Row(
            name: "memory to invite 10,000 / 1,000", unit: "MiB", ours: many, reference: few, goal: .atMost(256))
    }

    private static func peak(_ count: Int, folder: String, _ program: String) async throws -> Double {
        let home = "\(folder)/round-\(count)", file = "\(folder)/people.csv"
        defer { try? FileManager.default.removeItem(atPath: home) }
        let rows = (0..<count).map { "Ana\($0) Paz\($0),a\($0)@people.example,HN,es,invite,2026-01-15,meeting\n" }
        try Data(("Name,Email,Country,Language,Consent,Consent given,Evidence\n" + rows.joined()).utf8)
            .write(to: URL(filePath: file))
        let place = try await MeasuredProgram(program, home: home)
        try await place.run("directory", "import", file, "--yes")
        return try await place.run("convening", "invite", try await place.bookedConvening(), "--yes").mebibytes
    }
}
