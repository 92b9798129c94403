internal import Dispatch

/// Waits until something can be read from a socket.
enum SocketWait {
    /// Returns when it can, after the time, or when the task is cancelled.
    static func readable(_ socket: Int32, atMost limit: Duration) async {
        let waiting = Waiting(socket: socket)
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiting.start(limit, $0) }
        } onCancel: {
            waiting.stop()
        }
    }
}

/// `@unchecked Sendable`: everything happens on the one queue.
private final class Waiting: @unchecked Sendable {
    private let queue = DispatchQueue(label: "convoke.wait")
    private let source: any DispatchSourceRead
    private var continuation: CheckedContinuation<Void, Never>?
    private var isOver = false

    init(socket: Int32) { source = DispatchSource.makeReadSource(fileDescriptor: socket, queue: queue) }

    func start(_ limit: Duration, _ continuation: CheckedContinuation<Void, Never>) {
        queue.async { [self] in
            self.continuation = continuation
            source.setEventHandler { [self] in finish() }
            source.resume()
            if isOver { finish() }
        }
        let nanoseconds = limit / .nanoseconds(1)
        queue.asyncAfter(deadline: .now() + .nanoseconds(Int(nanoseconds))) { [self] in finish() }
    }

    func stop() { queue.async { [self] in finish() } }

    /// Resumes whoever waits, once.
    private func finish() {
        isOver = true
        guard let waiting = continuation else { return }
        continuation = nil
        source.cancel()
        waiting.resume()
    }
}
