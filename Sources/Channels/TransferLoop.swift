internal import CCurl
internal import Foundation
internal import Synchronization

/// One thread that owns every connection. Others hand it transfers and wait for the result.
final class TransferLoop: Sendable {
    private struct Job {
        let transfer: Transfer
        let finish: @Sendable (TransferResult) -> Void
    }

    private struct Inbox {
        var jobs: [Job] = []
        var isClosed = false
    }

    private let inbox = Mutex(Inbox())
    /// The only part of curl's interface that may be used from another thread is `curl_multi_wakeup`.
    private nonisolated(unsafe) let multi: UnsafeMutableRawPointer

    /// - Parameter slots: how many exchanges may be under way at once.
    init(slots: Int) {
        curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        multi = curl_multi_init()
        _ = convoke_curl_set_multi_long(multi, CURLMOPT_MAXCONNECTS, slots * 2)
        // The thread keeps the loop alive until it is closed.
        let thread = Thread { [self] in run(slots: slots) }
        thread.name = "convoke-transfers"
        thread.start()
    }

    /// Ends the thread once what is under way has finished; transfers handed over later fail at once.
    func close() {
        inbox.withLock { $0.isClosed = true }
        curl_multi_wakeup(multi)
    }

    func perform(_ transfer: Transfer) async -> TransferResult {
        await withCheckedContinuation { continuation in
            let isFirst = inbox.withLock { inbox in
                inbox.jobs.append(Job(transfer: transfer) { continuation.resume(returning: $0) })
                return inbox.jobs.count == 1
            }
            if isFirst { curl_multi_wakeup(multi) }
        }
    }

    private func run(slots: Int) {
        var idle = (0..<slots).compactMap { _ in TransferHandle() }
        var active: [UnsafeMutableRawPointer: (handle: TransferHandle, job: Job)] = [:]
        var waiting: [Job] = []
        var next = 0
        while true {
            let (fresh, isClosed) = inbox.withLock { inbox in
                defer { inbox.jobs = [] }
                return (inbox.jobs, inbox.isClosed)
            }
            waiting.append(contentsOf: fresh)
            while next < waiting.count, let handle = idle.popLast() {
                let job = waiting[next]
                next += 1
                handle.prepare(job.transfer)
                active[handle.easy] = (handle, job)
                curl_multi_add_handle(multi, handle.easy)
            }
            if next == waiting.count {
                waiting.removeAll(keepingCapacity: true)
                next = 0
            }
            if isClosed, active.isEmpty, waiting.isEmpty { break }
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            var code = CURLE_OK, finished = false
            while let easy = convoke_curl_next_done(multi, &code) {
                finished = true
                guard let (handle, job) = active.removeValue(forKey: easy) else { continue }
                let result = handle.result(code)
                curl_multi_remove_handle(multi, easy)
                idle.append(handle)
                job.finish(result)
            }
            if !finished { curl_multi_poll(multi, nil, 0, 1000, nil) }
        }
        idle.removeAll()
        curl_multi_cleanup(multi)
    }
}
