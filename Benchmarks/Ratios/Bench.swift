import Foundation

/// Measures ratios against peers in one run, prints them and writes `.bench/results.tsv`. Arguments name the parts to measure; without
/// one it is all of them.
@main
enum Bench {
    static func main() async throws {
        let folder = "\(FileManager.default.currentDirectoryPath)/.bench"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let own =
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        let program = URL(filePath: own).deletingLastPathComponent().appending(path: "convoke").path
        let parts: [(name: String, rows: @Sendable () async throws -> [Row])] = [
            ("invitation", { try await InvitationRow.measure(folder: folder) }),
            ("round", { [try await RoundRow.measure(folder: folder, program: program)] }),
            ("webhook", { [try await WebhookRow.measure(folder: folder)] }),
            ("scale", { try await ScaleRows.measure(folder: folder, program: program) }),
            ("startup", { [try await StartupRow.measure(program: program)] }),
            ("store", { try await StoreRows.measure(folder: folder) }),
            ("readers", { try await ReaderRows.measure(folder: folder) }),
            ("crowd", { try await CrowdRows.measure(folder: folder) }),
            ("directory", { try await DirectoryRows.measure(folder: folder, program: program) }),
            ("follow-up", { try await FollowUpRows.measure(folder: folder, program: program) }),
        ]
        let wanted = CommandLine.arguments.dropFirst()
        guard wanted.allSatisfy({ name in parts.contains { $0.name == name } }) else {
            print("Choose of: \(parts.map(\.name).joined(separator: " "))")
            exit(64)
        }
        var rows: [Row] = []
        for part in parts where wanted.isEmpty || wanted.contains(part.name) { rows += try await part.rows() }
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
