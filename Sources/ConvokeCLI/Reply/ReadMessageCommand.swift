internal import ArgumentParser
internal import ConveningService
internal import Coordination
internal import Foundation

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

/// Limits that the system holds this process to from now on.
enum Confinement {
    static let processorSeconds: rlim_t = 2
    static let bytes: rlim_t = 256 << 20

    static func begin() {
        limit(__rlimit_resource_t(UInt32(RLIMIT_CPU.rawValue)), processorSeconds)
        limit(__rlimit_resource_t(UInt32(RLIMIT_DATA.rawValue)), bytes)
        limit(__rlimit_resource_t(UInt32(RLIMIT_FSIZE.rawValue)), 0)
        limit(__rlimit_resource_t(UInt32(RLIMIT_CORE.rawValue)), 0)
        // Whoever hangs without working is ended, too.
        alarm(10)
    }

    private static func limit(_ resource: __rlimit_resource_t, _ value: rlim_t) {
        var limits = rlimit(rlim_cur: value, rlim_max: value)
        setrlimit(resource, &limits)
    }
}
