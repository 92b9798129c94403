import Coordination
import Fixtures
import Foundation
import Installation
import Subprocess
import SystemPackage
import Testing

@testable import ReplyService

/// The process that reads messages from outside for this program.
struct ReaderTests {
    private let message = Array("From: ana@rio-vivo.example\r\nSubject: Thanks\r\n\r\nI come.\r\n".utf8)

    /// The answers to what is put into the reader's standard input.
    private func answers(to input: [UInt8]) async throws -> [[UInt8]] {
        let result = try await Subprocess.run(
            .path(FilePath(Program.path)), arguments: ["read-messages", "--mailbox", "officer@mission.example"],
            environment: .custom([:]), input: .array(input), output: .bytes(limit: 1 << 20), error: .discarded)
        var rest = result.standardOutput[...], answers: [[UInt8]] = []
        while !rest.isEmpty {
            let length = MessageFrame.length(rest.prefix(MessageFrame.headerBytes))
            rest = rest.dropFirst(MessageFrame.headerBytes)
            answers.append(Array(rest.prefix(length)))
            rest = rest.dropFirst(length)
        }
        return answers
    }

    @Test func `each message is answered in its turn and one that cannot be read is answered with nothing`()
        async throws
    {
        let requests = [[0] + message, [9] + message, [], [1] + message, [0] + [0, 0, 0], [0] + message]
        let answers = try await answers(to: requests.flatMap(MessageFrame.framed))
        #expect(answers.map(\.isEmpty) == [false, true, true, false, false, false])
        let reading = try JSONDecoder().decode(ParsedMessage.self, from: Data(answers[0]))
        #expect(reading.trouble == .plainMail && reading.origin.from?.rawValue == "ana@rio-vivo.example")
        #expect(String(decoding: answers[3], as: UTF8.self).contains("I come."))
        #expect(try JSONDecoder().decode(ParsedMessage.self, from: Data(answers[4])).trouble == .unreadable)
        #expect(try JSONDecoder().decode(ParsedMessage.self, from: Data(answers[5])) == reading)
    }

    @Test func `a request that is too long or broken off ends the reader`() async throws {
        let first = MessageFrame.framed([0] + message)
        #expect(try await answers(to: first + [255, 255, 255, 255] + message).count == 1)
        #expect(try await answers(to: first + first.dropLast()).count == 1)
    }

    @Test func `a batch is read by one process and a message of more than 1 MiB by none`() async throws {
        let order = ReadingOrder(
            mailboxes: [try EmailAddress(parsing: "officer@mission.example")], trusted: [])
        let here = MessageReading.read(message, order)
        try await MessageParser.apart(program: Program.path).reading(order) {
            (reader: MessageReader) async throws -> Void in
            for _ in 0..<3 { #expect(try await reader.read(message) == here) }
            #expect(try await reader.read([UInt8](repeating: 65, count: 1 << 20 + 1)).trouble == .unreadable)
            #expect(try await reader.text(message).contains("I come."))
            #expect(try await reader.read(message) == here)
        }
    }

    @Test func `where no process can be started the command says so and takes nothing`() async throws {
        let order = ReadingOrder(mailboxes: [], trusted: [])
        await #expect {
            _ = try await MessageParser.apart(program: "/nonexistent/convoke").read(message, order)
        } throws: { error in (error as? Problem)?.kind == .unavailable }
        // It ends at once, as one that has no room for another process does.
        await #expect {
            _ = try await MessageParser.apart(program: "/bin/true").read(message, order)
        } throws: { error in (error as? Problem)?.kind == .unavailable }
    }
}
