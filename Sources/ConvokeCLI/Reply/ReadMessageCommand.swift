internal import ArgumentParser
internal import CommandSupport
internal import ConveningService
internal import Coordination
internal import Foundation
internal import ReplyService

/// The program in the role of the reader: it reads one hostile message within limits, and knows no installation.
struct ReadMessageCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read-message", abstract: "Read one message from standard input, within limits.",
        shouldDisplay: false)
    @Option(help: "The mailboxes of the mission; replies go to the first.") var mailbox: [EmailAddress] = []
    @Option(help: "The servers whose Authentication-Results count.") var trusted: [String] = []
    @Flag(help: "Print the text for people instead.") var text = false

    func run() async throws {
        Confinement.begin()
        var bytes: [UInt8] = []
        while let part = try? FileHandle.standardInput.read(upToCount: 65_536), !part.isEmpty {
            bytes += part
            guard bytes.count <= MessageReading.maximumBytes else { break }
        }
        if text {
            FileHandle.standardOutput.write(Data(MessageReading.text(bytes).utf8))
        } else {
            let reading = await MessageReading.read(bytes, ReadingOrder(mailboxes: mailbox, trusted: trusted))
            FileHandle.standardOutput.write(try JSONEncoder().encode(reading))
        }
    }
}
