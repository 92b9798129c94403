internal import ArgumentParser
internal import Coordination
internal import Delivery
internal import StatementService

struct TestPartnerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test", abstract: "Post a signed message without content, and say how it went.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The partner.")
    var partner: Partner.ID

    func run() async throws {
        let attempt = try await options.operation().partners.test(partner)
        guard attempt.state == "delivered" else {
            throw Problem(
                .unavailable, at: partner.text, "did not take the message: \(attempt.detail)",
                remedy: "Check the address and that the receiver is running; it should answer 2xx.")
        }
        try options.show(attempt, ["\(partner) took the message: \(attempt.detail)"])
    }
}
