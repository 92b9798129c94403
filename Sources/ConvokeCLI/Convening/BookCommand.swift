internal import ArgumentParser
internal import Coordination
internal import ConveningService

struct BookCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "book", abstract: "Fix the time before anyone is invited. Nothing is sent.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The convening.")
    var convening: Convening.ID

    @Argument(help: "The start: 2026-03-12T14:00 in the convening's zone, or with an offset.")
    var start: String

    func run() async throws {
        let operation = try await options.operation()
        let booked = try await operation.convenings.book(
            convening, at: try await operation.convenings.time(start, for: convening))
        let view = try await operation.convenings.show(booked.id)
        try options.show(view, ["\(booked.id)  \(view.when ?? "")", "Next: convoke convening invite \(booked.id)"])
    }
}
