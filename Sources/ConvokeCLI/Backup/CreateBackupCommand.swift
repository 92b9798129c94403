internal import ArgumentParser
internal import Coordination
internal import CustodyService

struct CreateBackupCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "create", abstract: "Write the whole store into one sealed file, while others go on working.",
        discussion:
            "It is opened by what opens the vault now. settings.yaml and a key file are not in it: keep them as well.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The file; by default a new one in the home's folder 'backups'.")
    var file: String?

    func run() async throws {
        let report = try await options.operation().backups.create(file)
        let rows = report.rows.values.reduce(0, +)
        try options.show(
            report,
            [
                "Wrote \(report.path): \(rows) rows, \(report.bytes) bytes.",
                "Check it: convoke backup verify \(report.path)",
            ])
    }
}
