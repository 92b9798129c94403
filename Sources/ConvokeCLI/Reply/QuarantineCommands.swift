internal import ArgumentParser
internal import Coordination
internal import ConveningService

struct QuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "quarantine", abstract: "Messages in quarantine, each with its reason.",
        subcommands: [
            ListQuarantineCommand.self, ShowQuarantineCommand.self, AcceptReplyCommand.self, DiscardReplyCommand.self,
        ], defaultSubcommand: ListQuarantineCommand.self)
}

struct ListQuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List them, the oldest first.")

    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let entries = try await options.operation().replies.quarantine()
        try options.show(
            entries,
            Table.lines(
                ["message", "received", "invitation", "may be accepted", "why it is here"],
                entries.map {
                    [
                        $0.id, "\($0.received)", $0.code ?? "-", $0.isAcceptable ? "yes" : "no",
                        $0.meaning,
                    ]
                }, empty: "The quarantine is empty."))
    }
}

struct ShowQuarantineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "Read one. It stays where it is.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The message, or the beginning of its name.")
    var message: String

    func run() async throws {
        let shown = try await options.operation().replies.show(message)
        let facts = [
            ("received", "\(shown.entry.received)"), ("invitation", shown.entry.invitation?.text ?? "none"),
            ("why it is here", shown.entry.meaning), ("from", shown.from ?? "nobody says"),
            ("answer", shown.answer ?? "none"), ("proposed time", shown.proposal ?? "none"),
            ("delegate", shown.delegate ?? "none"),
            ("comment", shown.comment ?? "none"),
        ]
        try options.show(
            shown,
            facts.map { "\($0.0): \(SafeText.printable($0.1))" } + [""]
                + shown.text.split(separator: "\n", omittingEmptySubsequences: false).map {
                    SafeText.printable(String($0))
                })
    }
}

struct AcceptReplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Let one count, once you are sure who sent it.",
        discussion:
            "An answer moves the invitation. A proposed time is taken for everyone, who are asked again. A delegate who is in the directory and may be invited is invited."
    )

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The message, or the beginning of its name.")
    var message: String

    func run() async throws {
        let report = try await options.operation().replies.accept(message)
        try options.show(report, ["\(report.invitation?.text ?? "-"): \(report.state ?? "nothing new in it")"])
    }
}

struct DiscardReplyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discard", abstract: "Put one aside.",
        discussion: "A person who proposed another time is notified that the time stays; --silently sends nothing.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The message, or the beginning of its name.")
    var message: String

    @Flag(help: "Tell nobody.")
    var silently = false

    func run() async throws {
        let entry = try await options.operation().replies.discard(message, silently: silently)
        try options.show(entry, ["\(entry.id) is discarded."])
    }
}
