internal import ArgumentParser
internal import Workflows

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take YAML files into the directory, all of them or none.",
        discussion:
            "Without a path it takes the shipped mechanisms and organizations. Taking the same again changes nothing.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Files, or folders of .yaml files.")
    var paths: [String] = []

    @Flag(help: "Also the shipped invented people, to try Convoke with.")
    var demonstration = false

    func run() async throws {
        let secretariat = try await options.secretariat()
        let shipped = paths.isEmpty || demonstration ? secretariat.shippedPaths(withDemonstration: demonstration) : []
        let report = try await secretariat.importDirectory(shipped + paths)
        func line(_ name: String, _ counts: [String: Int]) -> [String] {
            [name] + ["added", "changed", "unchanged"].map { "\(counts[$0] ?? 0)" }
        }
        try options.show(
            report,
            Table.lines(
                ["", "added", "changed", "unchanged"],
                [
                    line("mechanisms", report.mechanisms), line("organizations", report.organizations),
                    line("contacts", report.contacts),
                ], empty: ""))
    }
}
