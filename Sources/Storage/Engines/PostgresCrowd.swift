internal import Synchronization

/// Whether a program asks its server for one thing at a time, or has ever asked for several.
final class PostgresCrowd: Sendable {
    private let state = Mutex<(running: Int, isCrowded: Bool)>((0, false))

    /// Does work while it is counted.
    /// - Parameter work: told whether nothing else is under way, and never was beside another.
    func counting<Result>(_ work: (_ isAlone: Bool) async throws -> Result) async throws -> Result {
        let isAlone = state.withLock { state in
            state.running += 1
            if state.running > 1 { state.isCrowded = true }
            return !state.isCrowded
        }
        defer { state.withLock { $0.running -= 1 } }
        return try await work(isAlone)
    }
}
