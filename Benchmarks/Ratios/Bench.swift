import Foundation

/// Measures ratios against peers in one run, prints them and writes `.bench/results.tsv`.
@main
enum Bench {
    static func main() async throws {
        let folder = "\(FileManager.default.currentDirectoryPath)/.bench"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        let program = URL(filePath: own).deletingLastPathComponent().appending(path: "convoke").path
        var rows = try await InvitationRow.measure(folder: folder)
        rows += [
            try await RoundRow.measure(folder: folder, program: program), try await WebhookRow.measure(folder: folder),
            try await StartupRow.measure(program: program),
        ]
        rows += try await StoreRows.measure(folder: folder)
        rows += try await DirectoryRows.measure(folder: folder, program: program)
        rows += try await FollowUpRows.measure(folder: folder, program: program)
        let table = [["name", "ours", "reference", "ratio", "goal", "verdict"]] + rows.map(\.columns)
        let widths = table[0].indices.map { column in table.map { $0[column].count }.max() ?? 0 }
        for line in table {
            print(
                line.enumerated().map { $1 + String(repeating: " ", count: widths[$0] - $1.count) }.joined(
                    separator: "  "))
        }
        let text = table.map { $0.joined(separator: "\t") }.joined(separator: "\n") + "\n"
        try Data(text.utf8).write(to: URL(filePath: "\(folder)/results.tsv"))
    }
}
