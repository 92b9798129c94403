internal import Foundation

/// One thread that owns every connection, for as long as someone holds this.
final class TransferLoop: Sendable {
    private let engine: TransferEngine

    /// - Parameter slots: how many exchanges may be under way at once.
    init(slots: Int) {
        let engine = TransferEngine(slots: slots)
        self.engine = engine
        // The thread keeps the engine alive until it is closed.
        let thread = Thread { engine.run() }
        thread.name = "convoke-transfers"
        thread.start()
    }

    deinit { engine.close() }

    func perform(_ transfer: Transfer) async -> TransferResult {
        let result = await withCheckedContinuation { continuation in
            engine.submit(transfer) { continuation.resume(returning: $0) }
        }
        return withExtendedLifetime(self) { result }
    }
}
