internal import Foundation
internal import Storage

/// Names a running program among those of all machines that share a store, so that it is noticed when it is gone.
struct ProgramMark: Equatable {
    /// The run of the machine, the process, and when that was started, in the machine's ticks.
    let boot: String
    let process: Int32
    let started: String

    static let own = ProgramMark(
        boot: bootID, process: getpid(), started: ProcessStatus(of: getpid())?.started ?? "-")

    var text: String { "\(boot) \(process) \(started)" }

    init(boot: String, process: Int32, started: String) {
        self.boot = boot
        self.process = process
        self.started = started
    }

    init?(text: String) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count == 3, let process = Int32(words[1]) else { return nil }
        self.init(boot: words[0], process: process, started: words[2])
    }

    /// Whether it certainly runs no more; `nil` where it is another machine's.
    var isGone: Bool? {
        guard boot == Self.bootID else { return nil }
        guard let status = ProcessStatus(of: process) else { return true }
        return status.state == "Z" || status.started != started
    }

    private static let bootID =
        (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8))?
        .trimmingCharacters(in: .whitespacesAndNewlines) ?? "-"
}
