internal import Dispatch
internal import Synchronization

/// Waits until something can be read from a socket.
enum SocketWait {
    /// Returns when it can, or after the time.
    static func readable(_ socket: Int32, atMost limit: Duration) async {
        await withCheckedContinuation { continuation in
            // Resumed by whichever comes first, once.
            let once = Mutex<CheckedContinuation<Void, Never>?>(continuation)
            let box = Waiting(socket: socket) {
                once.withLock { waiting in
                    waiting?.resume()
                    waiting = nil
                }
            }
            box.start(limit)
        }
    }
}

/// `@unchecked Sendable`: everything happens on the one queue.
private final class Waiting: @unchecked Sendable {
    private let queue = DispatchQueue(label: "convoke.wait")
    private let source: any DispatchSourceRead
    private let end: @Sendable () -> Void

    init(socket: Int32, end: @escaping @Sendable () -> Void) {
        self.end = end
        source = DispatchSource.makeReadSource(fileDescriptor: socket, queue: queue)
    }

    func start(_ limit: Duration) {
        source.setEventHandler { [self] in finish() }
        source.resume()
        let nanoseconds = limit / .nanoseconds(1)
        queue.asyncAfter(deadline: .now() + .nanoseconds(Int(nanoseconds))) { [self] in finish() }
    }

    private func finish() {
        source.cancel()
        end()
    }
}
