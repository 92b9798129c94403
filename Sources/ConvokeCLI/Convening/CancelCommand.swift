internal import ArgumentParser
internal import Coordination
internal import Workflows

struct CancelCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Call a convening off and tell everyone who was asked.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The convening.")
    var convening: Convening.ID

    @Option(help: "A sentence for the mail; everyone who was asked reads it.")
    var reason: String?

    func run() async throws {
        let secretariat = try await options.secretariat()
        try options.confirm("Call \(convening) off?")
        try options.show(round: try await secretariat.cancel(convening, reason: reason))
    }
}
