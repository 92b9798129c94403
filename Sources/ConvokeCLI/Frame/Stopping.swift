internal import Dispatch
internal import Foundation

/// Lets long work end in order when the program is asked to stop.
enum Stopping {
    /// Runs the work and cancels it at SIGTERM or SIGINT.
    static func untilAsked(_ work: @escaping @Sendable () async throws -> Void) async throws {
        let task = Task { try await work() }
        let sources = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { task.cancel() }
            source.resume()
            return source
        }
        defer { for source in sources { source.cancel() } }
        try await task.value
    }
}
