internal import Coordination
internal import Foundation
package import Logging
internal import ServiceLifecycle
internal import UnixSignals

/// Work that goes on until the program is asked to stop by SIGTERM or SIGINT; what is under way is finished then.
package struct WatchService: Service {
    private let logger: Logger
    private let work: @Sendable (Logger) async throws -> Void

    /// A stop is over by then, whatever the server or a receiver does.
    private static let patience = 4.5

    package func run() async throws {
        let logger = logger
        do {
            try await withGracefulShutdownHandler {
                try await cancelWhenGracefulShutdown { try await work(logger) }
            } onGracefulShutdown: {
                // A second signal ends the program at once.
                for number in [SIGTERM, SIGINT] { signal(number, SIG_DFL) }
                Thread.detachNewThread {
                    Thread.sleep(forTimeInterval: Self.patience)
                    logger.warning(
                        "stopped", metadata: ["though": "something was under way; a message is sent again under its id"]
                    )
                    _exit(Problem.Kind.tryAgain.exitStatus)
                }
            }
        } catch is CancellationError {
            // Asked to stop in the middle of a round, it ends in order all the same.
        }
    }

    /// - Parameters:
    ///   - label: who writes the log, such as `convoke.outbox`.
    ///   - work: returns, or throws `CancellationError`, once its task is cancelled. It logs opaque ids and counts, never names, addresses or texts.
    package static func run(_ label: String, _ work: @escaping @Sendable (Logger) async throws -> Void) async throws {
        Background.begin()
        let logger = Logger(label: label, factory: StandardErrorLog.init)
        var quiet = logger
        quiet.logLevel = .critical
        let service = ServiceGroupConfiguration.ServiceConfiguration(
            service: WatchService(logger: logger, work: work), successTerminationBehavior: .gracefullyShutdownGroup)
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [service], gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet))
        try await group.run()
    }
}
