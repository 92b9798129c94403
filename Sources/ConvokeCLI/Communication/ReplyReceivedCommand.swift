internal import ArgumentParser
internal import Coordination
internal import FollowUpService

struct ReplyReceivedCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reply", abstract: "Note the reply to a letter; the deadline that waited for it is met.")

    @OptionGroup var options: GlobalOptions

    @Argument(help: "The letter: its id or its reference.")
    var communication: String

    @Argument(help: "Whether the reply is published or withheld.")
    var reply: Letter.Reply

    @Option(help: ArgumentHelp("The day it came.", valueName: "yyyy-mm-dd"))
    var on: CalendarDay

    @Option(help: "The document, as printed.")
    var document: String?

    func run() async throws {
        let view = try await options.operation().communications.reply(
            communication, reply: reply, on: on, document: document)
        try options.show(view, MeasureText.lines(view))
    }
}
