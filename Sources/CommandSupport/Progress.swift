internal import Foundation
internal import Synchronization

/// Shows on standard error how far long work has come: a bar on a terminal, a line a step elsewhere.
package final class Progress: Sendable {
    private let steps: Int
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let done = Mutex(0)

    package init(steps: Int) { self.steps = steps }

    /// Notes that a step ended, with what came of it.
    package func step(_ name: String, _ result: String) {
        let count = done.withLock { value in
            value += 1
            return value
        }
        let line = "\(count < 10 ? " " : "")\(count)/\(steps)  \(name): \(result)"
        guard isTerminal else { return write("\(line)\n") }
        let width = 24, filled = min(width, count * width / max(1, steps))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        write("\r\u{1B}[2K\(line)\n\(bar)")
    }

    /// Shows how many of many are done, on a terminal only.
    package func show(_ count: Int, of total: Int) {
        guard isTerminal else { return }
        let width = 24, filled = min(width, count * width / max(1, total))
        write(
            "\r\u{1B}[2K" + String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
                + " \(count)/\(total)")
    }

    package func finish() {
        if isTerminal { write("\r\u{1B}[2K") }
    }

    /// One line on standard error.
    package static func note(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
