internal import Coordination
internal import Installation
internal import Subprocess
internal import SystemPackage

extension MessageParser {
    /// Reads the messages of one batch.
    /// - Throws: `Problem.unavailable` where the process that reads cannot be started.
    func reading<Result: Sendable>(_ order: ReadingOrder, _ work: (MessageReader) async throws -> Result) async throws
        -> Result
    {
        guard case .apart(let program) = self else { return try await work(MessageReader(order)) }
        let arguments =
            ["read-messages"] + order.mailboxes.flatMap { ["--mailbox", $0.rawValue] }
            + order.trusted.flatMap { ["--trusted", $0] }
        do {
            // It gets no environment: nothing in there is its business.
            return try await Subprocess.run(
                .path(FilePath(program)), arguments: Arguments(arguments), environment: .custom([:]),
                input: .inputWriter, output: .sequence, error: .discarded
            ) { process in
                let answers = process.standardOutput.makeAsyncIterator()
                return try await work(MessageReader(order, process.standardInputWriter, answers))
            }.closureResult
        } catch let error as SubprocessError {
            throw Problem(
                .unavailable, at: program, "cannot be started to read messages (\(error.code))",
                remedy: "Run the command again when the machine has room for another process.")
        }
    }

    /// Reads one message.
    func read(_ bytes: [UInt8], _ order: ReadingOrder) async throws -> ParsedMessage {
        try await reading(order) { try await $0.read(bytes) }
    }
}
