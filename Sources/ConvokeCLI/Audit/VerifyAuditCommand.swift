internal import ArgumentParser
internal import Coordination
internal import CustodyService

struct VerifyAuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Read the whole chain and name the first broken place.",
        discussion: "Entries after the last anchor that was kept elsewhere can be cut off by who has the vault's key.")

    @OptionGroup var options: GlobalOptions

    @Option(
        name: .customLong("anchor"),
        help: ArgumentHelp("A file with anchors to compare; may be given again.", valueName: "file"))
    var anchors: [String] = []

    func run() async throws {
        let verdict = try await options.operation().audit.verify(against: anchors)
        try options.show(
            verdict,
            verdict.broken == nil
                ? ["\(verdict.entries) entries, unbroken; \(verdict.anchors) anchors agree.", verdict.end.line] : [])
        if let broken = verdict.broken {
            throw Problem(
                .badData, at: "audit, entry \(broken.position)", broken.why,
                remedy:
                    "Find out who could write to the store; the entries before it (\(verdict.entries)) are as written.")
        }
    }
}
