internal import ArgumentParser
internal import CommandSupport
internal import CommandText
internal import Coordination
internal import Installation
internal import ReportService

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Say what is missing or misconfigured, and how to correct it.")
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let findings = await Installation.examine(
            home: options.place, storeURL: options.store, resources: try? GlobalOptions.resources(),
            now: Clock.machine.now())
        try options.show(findings)
        let bad = findings.filter { $0.verdict == .bad }.count
        if bad > 0 {
            throw Problem(
                .configuration, "\(bad) of \(findings.count) things need mending", remedy: "See the lines marked BAD.")
        }
    }
}
