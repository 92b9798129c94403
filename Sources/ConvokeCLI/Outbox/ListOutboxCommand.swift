internal import ArgumentParser
internal import Coordination
internal import Delivery

struct ListOutboxCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the outbox.")

    @OptionGroup var options: GlobalOptions

    @Option(help: "Only what is waiting, delivered or dead. What a restore holds is among the waiting.")
    var state: String?

    func run() async throws {
        let lines = try await options.operation().outbox.lines(state: state)
        try options.show(
            lines,
            Table.lines(
                ["state", "kind", "for", "to", "name", "tries", "not before", "last answer", "message"],
                lines.map {
                    [
                        $0.state, $0.kind.rawValue, $0.subject, $0.recipient, $0.name ?? "-", "\($0.attempts)",
                        "\($0.notBefore)", $0.detail ?? "-", $0.envelope.text,
                    ]
                },
                empty: "Empty."))
    }
}
