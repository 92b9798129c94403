internal import ArgumentParser
internal import Coordination
internal import Delivery

struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "release", abstract: "Let messages go that a restore holds.",
        discussion: "They may have been sent before; a receiver that knows their id takes them once.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "One of them; all by default.")
    var message: Envelope.ID?

    func run() async throws {
        let ids = try await options.operation().outbox.decideHeld(message, send: true)
        try options.show(["released": ids], ["\(ids.count) released; 'convoke outbox deliver' sends them."])
    }
}

struct DropCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "drop", abstract: "Give up a message that waits, or all that a restore holds.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The message; all that are held by default.")
    var message: Envelope.ID?

    func run() async throws {
        try options.confirm("Give up \(message?.text ?? "all held messages")?")
        let ids = try await options.operation().outbox.decideHeld(message, send: false)
        try options.show(["dropped": ids], ["\(ids.count) given up."])
    }
}
