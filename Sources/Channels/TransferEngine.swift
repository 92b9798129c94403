internal import CCurl
internal import Synchronization

/// What the thread of a loop does: takes transfers in, moves bytes, hands results out.
final class TransferEngine: Sendable {
    private struct Job {
        let transfer: Transfer
        let finish: @Sendable (TransferResult) -> Void
    }

    private struct Inbox {
        var jobs: [Job] = []
        var isClosed = false
        var hasEnded = false
    }

    private let slots: Int
    private let inbox = Mutex(Inbox())
    /// Other threads use it for `curl_multi_wakeup` alone, and only under the inbox's lock while the thread has not ended.
    private nonisolated(unsafe) let multi: UnsafeMutableRawPointer

    init(slots: Int) {
        curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        self.slots = slots
        multi = curl_multi_init()
        _ = convoke_curl_set_multi_long(multi, CURLMOPT_MAXCONNECTS, slots * 2)
    }

    func submit(_ transfer: Transfer, _ finish: @escaping @Sendable (TransferResult) -> Void) {
        let isTaken = inbox.withLock { inbox in
            guard !inbox.isClosed else { return false }
            inbox.jobs.append(Job(transfer: transfer, finish: finish))
            if inbox.jobs.count == 1 { curl_multi_wakeup(multi) }
            return true
        }
        if !isTaken { finish(.failed) }
    }

    /// Ends the thread once what is under way has finished.
    func close() {
        inbox.withLock { inbox in
            inbox.isClosed = true
            if !inbox.hasEnded { curl_multi_wakeup(multi) }
        }
    }

    func run() {
        var idle = (0..<slots).compactMap { _ in TransferHandle() }
        var active: [UnsafeMutableRawPointer: (handle: TransferHandle, job: Job)] = [:]
        var waiting: [Job] = [], next = 0
        while true {
            let (fresh, isClosed) = inbox.withLock { inbox in
                defer { inbox.jobs = [] }
                return (inbox.jobs, inbox.isClosed)
            }
            waiting.append(contentsOf: fresh)
            while next < waiting.count, let handle = idle.popLast() {
                let job = waiting[next]
                next += 1
                guard handle.prepare(job.transfer), curl_multi_add_handle(multi, handle.easy) == CURLM_OK else {
                    idle.append(handle)
                    job.finish(.failed)
                    continue
                }
                active[handle.easy] = (handle, job)
            }
            if next == waiting.count {
                waiting.removeAll(keepingCapacity: true)
                next = 0
            }
            if isClosed, active.isEmpty, waiting.isEmpty { break }
            if !step(&active, &idle) { curl_multi_poll(multi, nil, 0, 1000, nil) }
        }
        idle.removeAll()
        inbox.withLock { $0.hasEnded = true }
        curl_multi_cleanup(multi)
    }

    /// Moves what can be moved; returns whether anything finished.
    private func step(
        _ active: inout [UnsafeMutableRawPointer: (handle: TransferHandle, job: Job)], _ idle: inout [TransferHandle]
    ) -> Bool {
        var running: Int32 = 0, code = CURLE_OK, hasFinished = false
        curl_multi_perform(multi, &running)
        while let easy = convoke_curl_next_done(multi, &code) {
            hasFinished = true
            guard let (handle, job) = active.removeValue(forKey: easy) else { continue }
            let result = handle.result(code)
            curl_multi_remove_handle(multi, easy)
            idle.append(handle)
            job.finish(result)
        }
        return hasFinished
    }
}
