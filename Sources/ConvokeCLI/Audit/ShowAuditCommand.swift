internal import ArgumentParser
internal import Coordination
internal import CustodyService

struct ShowAuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "List the newest entries, the newest last.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "Only those about this id.")
    var id: String?

    @Option(help: "How many.")
    var last = 50

    func run() async throws {
        let entries = try await options.operation().audit.entries(about: id, limit: last)
        try options.show(
            entries,
            Table.lines(
                ["entry", "time", "who", "did", "to"],
                entries.map { ["\($0.position)", "\($0.at)", $0.who, $0.verb, $0.subject] }, empty: "No entry."))
    }
}
