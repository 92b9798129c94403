internal import ArgumentParser
internal import Coordination
internal import Workflows

struct BookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "book", abstract: "Fix the time before anyone is invited. Nothing is sent.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The convening.")
    var convening: Convening.ID

    @Argument(help: "The start: 2026-03-12T14:00 in the convening's zone, or with an offset.")
    var start: String

    func run() async throws {
        let secretariat = try await options.secretariat()
        let booked = try await secretariat.book(convening, at: try await secretariat.time(start, for: convening))
        let view = try await secretariat.showConvening(booked.id)
        try options.show(view, ["\(booked.id)  \(view.when ?? "")", "Next: convoke convening invite \(booked.id)"])
    }
}
