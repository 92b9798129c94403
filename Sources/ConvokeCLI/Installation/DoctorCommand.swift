internal import ArgumentParser
internal import CommandSupport
internal import Coordination
internal import Installation
internal import ReportService

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say what is missing or misconfigured, and how to correct it.")
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let findings = await Installation.examine(
            home: options.place, storeURL: options.store, resources: try? GlobalOptions.resources())
        let marks: [Finding.Verdict: String] = [.good: "ok", .notice: "note", .bad: "BAD"]
        try options.show(
            findings,
            Table.lines(
                ["", "what", "found"],
                findings.map {
                    [
                        marks[$0.verdict] ?? "", $0.subject,
                        [$0.detail, $0.remedy?.inCommands].compactMap { $0 }.joined(separator: ". "),
                    ]
                },
                empty: ""))
        let bad = findings.filter { $0.verdict == .bad }.count
        if bad > 0 {
            throw Problem(
                .configuration, "\(bad) of \(findings.count) things need mending", remedy: "See the lines marked BAD.")
        }
    }
}
