internal import Foundation

/// What Linux says of a process in `/proc/PID/stat` (proc(5)).
package struct ProcessStatus: Sendable {
    /// `R` for one that runs, `T` for one that was stopped, `Z` for one that has ended and waits for its parent.
    package let state: Character
    /// When it was started, in the machine's ticks since it was.
    package let started: String

    /// `nil` if no such process runs.
    package init?(of process: Int32) {
        guard let text = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8),
            let name = text.lastIndex(of: ")")
        else { return nil }
        // The name is the second field and may hold anything; the state is the third, the start the 22nd.
        let fields = text[name...].dropFirst(2).split(separator: " ")
        guard fields.count > 19, let state = fields[0].first else { return nil }
        self.state = state
        started = String(fields[19])
    }
}
