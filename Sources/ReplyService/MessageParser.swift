internal import Coordination
internal import Foundation
internal import Installation
internal import Subprocess
internal import SystemPackage

extension MessageParser {
    func read(_ bytes: [UInt8], _ order: ReadingOrder) async -> ParsedMessage {
        guard bytes.count <= MessageReading.maximumBytes else {
            return .unreadable("it is larger than \(MessageReading.maximumBytes / 1024) KiB")
        }
        guard case .apart(let program) = self else { return await MessageReading.read(bytes, order) }
        let arguments =
            ["read-message"] + order.mailboxes.flatMap { ["--mailbox", $0.rawValue] }
            + order.trusted.flatMap { ["--trusted", $0] }
        guard let output = await Self.run(program, arguments, bytes),
            let reading = try? JSONDecoder().decode(ParsedMessage.self, from: Data(output))
        else { return .unreadable("the reader gave up within its limits of time and memory") }
        return reading
    }

    func text(_ bytes: [UInt8]) async -> String {
        guard case .apart(let program) = self else { return MessageReading.text(bytes) }
        let output = await Self.run(program, ["read-message", "--text"], bytes)
        return output.map { String(decoding: $0, as: UTF8.self) } ?? "The message cannot be shown."
    }

    /// What the process wrote, or `nil` where it ended badly. It gets no environment: nothing in there is its business.
    private static func run(_ program: String, _ arguments: [String], _ bytes: [UInt8]) async -> [UInt8]? {
        let result = try? await Subprocess.run(
            .path(FilePath(program)), arguments: Arguments(arguments), environment: .custom([:]),
            input: .array(bytes), output: .bytes(limit: 256 * 1024), error: .discarded)
        guard let result, result.terminationStatus.isSuccess else { return nil }
        return result.standardOutput
    }
}
