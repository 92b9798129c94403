internal import ArgumentParser
internal import Coordination
internal import Workflows

struct RescheduleCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reschedule", abstract: "Move a convening whose invitations are out; everyone is asked again.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The convening.")
    var convening: Convening.ID

    @Argument(help: "The new start: 2026-03-12T14:00 in the convening's zone, or with an offset.")
    var start: String

    func run() async throws {
        let secretariat = try await options.secretariat()
        let start = try await secretariat.time(start, for: convening)
        try options.show(round: try await secretariat.reschedule(convening, to: start))
    }
}
