internal import ArgumentParser
internal import CommandSupport
internal import Coordination
internal import ReplyService

/// The program in the role of the reader: each hostile message is read within limits by a process of its own, and none knows an
/// installation.
struct ReadMessagesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read-messages", abstract: "Read the messages that this program hands over, within limits.",
        shouldDisplay: false)
    @Option(help: "The mailboxes of the mission; replies go to the first.") var mailbox: [EmailAddress] = []
    @Option(help: "The servers whose Authentication-Results count.") var trusted: [String] = []

    func run() {
        let order = ReadingOrder(mailboxes: mailbox, trusted: trusted)
        MessageReading.prepare()
        ForkedAnswers.serve(maximumRequest: MessageReading.maximumBytes + 1) {
            try MessageReading.answer(to: $0, order)
        }
    }
}
