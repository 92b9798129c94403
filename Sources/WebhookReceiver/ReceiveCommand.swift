public import ArgumentParser
internal import Coordination
internal import Foundation
internal import Sealing

/// `convoke receive`: a partner's end of the line, to try it out with.
public struct ReceiveCommand: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "receive", abstract: "Receive statements on this machine and verify each signature.",
        discussion:
            "Prints its address, then one line a message. Each verified message is kept once in the folder, under its id."
    )

    @Option(help: "A file whose first line is the secret, 'whsec_…'.")
    var secretFile: String

    @Option(help: "The folder that keeps what was received.")
    var out: String

    @Option(help: "The port on 127.0.0.1; 0 takes a free one.")
    var port: Int = 0

    public init() {}

    public func run() async throws {
        guard let text = try? String(contentsOf: URL(filePath: secretFile), encoding: .utf8),
            let line = text.split(whereSeparator: \.isNewline).first
        else {
            throw Problem(
                .missingInput, at: secretFile, "cannot be read", remedy: "Write the secret on its first line.")
        }
        guard let secret = WebhookSecret(String(line)) else {
            throw Problem(
                .badData, at: secretFile, "holds no secret of Standard Webhooks",
                remedy: "It is 'whsec_' and base64 of 24 to 64 bytes.")
        }
        guard (0...65535).contains(port) else {
            throw Problem(.usage, "there is no port \(port)", remedy: "Choose one from 0 to 65535.")
        }
        try await Receiver(secret: secret, inbox: try ReceivedFolder(path: out), now: Self.clock).serve(port: port)
    }

    /// The machine's clock; a program built for tests takes the time from `CONVOKE_NOW`.
    private static var clock: @Sendable () -> Int64 {
        #if DEBUG
            let text = ProcessInfo.processInfo.environment["CONVOKE_NOW"]
            if let now = text.flatMap({ try? Instant(parsing: $0) }) { return { now.seconds } }
        #endif
        return { Int64(Date().timeIntervalSince1970) }
    }
}
