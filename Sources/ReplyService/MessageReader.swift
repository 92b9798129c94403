internal import Coordination
internal import Foundation
internal import Installation
internal import Subprocess

/// Reads messages from outside, one after the other.
actor MessageReader {
    /// What one wants to know of a message.
    enum Wish: UInt8 {
        case reading, text
    }

    private let order: ReadingOrder
    private let requests: StandardInputWriter?
    private var answers: SubprocessOutputSequence.Iterator?
    private var received: ArraySlice<UInt8> = []

    /// - Parameters:
    ///   - requests, answers: of the process that reads; without them it is done here.
    init(
        _ order: ReadingOrder, _ requests: StandardInputWriter? = nil,
        _ answers: SubprocessOutputSequence.Iterator? = nil
    ) {
        self.order = order
        self.requests = requests
        self.answers = answers
    }

    func read(_ bytes: [UInt8]) async throws -> ParsedMessage {
        guard bytes.count <= MessageReading.maximumBytes else {
            return .unreadable("it is larger than \(MessageReading.maximumBytes / 1024) KiB")
        }
        guard let requests else { return MessageReading.read(bytes, order) }
        let answer = try await ask(.reading, bytes, by: requests)
        return (try? JSONDecoder().decode(ParsedMessage.self, from: Data(answer)))
            ?? .unreadable("the reader gave up within its limits of time and memory")
    }

    /// The message for people to read.
    func text(_ bytes: [UInt8]) async throws -> String {
        guard let requests else { return MessageReading.text(bytes) }
        let answer = try await ask(.text, Array(bytes.prefix(MessageReading.maximumBytes)), by: requests)
        return answer.isEmpty ? "The message cannot be shown." : String(decoding: answer, as: UTF8.self)
    }

    /// - Returns: nothing where the process made for this message ended badly.
    private func ask(_ wish: Wish, _ bytes: [UInt8], by requests: StandardInputWriter) async throws -> [UInt8] {
        do {
            _ = try await requests.write(MessageFrame.framed([wish.rawValue] + bytes))
            return try await take(MessageFrame.length(try await take(MessageFrame.headerBytes)))
        } catch is SubprocessError {
            throw Self.gone
        }
    }

    private func take(_ count: Int) async throws -> [UInt8] {
        while received.count < count {
            var answers = answers
            guard let more = try await answers?.next(isolation: self) else { throw Self.gone }
            self.answers = answers
            more.withUnsafeBytes { received += $0 }
        }
        defer { received = received.dropFirst(count) }
        return Array(received.prefix(count))
    }

    /// It ends of itself only where the machine has no room for another process.
    private static var gone: Problem {
        Problem(
            .unavailable, "The process that reads messages has ended",
            remedy: "What was read is kept. Run the command again when the machine has room for another process.")
    }
}
