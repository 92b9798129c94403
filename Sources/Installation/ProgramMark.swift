internal import Foundation

/// Names a running program among those of all machines that share a store, so that it is noticed when it is gone.
struct ProgramMark: Equatable {
    /// The run of the machine, the process, and when that was started, in the machine's ticks.
    let boot: String
    let process: Int32
    let started: String

    static let own = ProgramMark(
        boot: bootID, process: getpid(), started: Self.startTime(of: getpid()) ?? "-")

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
    var isGone: Bool? { boot == Self.bootID ? Self.startTime(of: process) != started : nil }

    private static let bootID =
        (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8))?
        .trimmingCharacters(in: .whitespacesAndNewlines) ?? "-"

    private static func startTime(of process: Int32) -> String? {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let name = text.lastIndex(of: ")")
        else { return nil }
        // The 22nd field; the name is the second. A process that has ended and waits for its parent is gone.
        let fields = text[name...].dropFirst(2).split(separator: " ")
        return fields.count > 19 && fields[0] != "Z" ? String(fields[19]) : nil
    }
}
