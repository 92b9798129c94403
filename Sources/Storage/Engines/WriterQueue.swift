internal import Coordination
internal import Dispatch
internal import Foundation

/// The queue of those who want to write to a SQLite file, in a small file beside it. SQLite itself gives no turn to who waited longest.
///
/// Each takes the next number, locks the byte of that number, and waits until nobody holds an earlier one. The locks go with their
/// process, however it ends, so that the queue never stands still for one that is gone.
struct WriterQueue: Sendable {
    let path: String

    /// Where the bytes of the numbers begin; before them stand the last number, and who holds which.
    private static let start: off_t = 8192
    private static let slots: off_t = 256
    /// How long one who holds the others up is left alone.
    private static let grace = Duration.seconds(2)

    /// Waits for the turn, does the work and gives the place back.
    /// - Parameter limit: how long it waits at most.
    /// - Throws: `Problem.tryAgain` after that time; `Problem.cannotCreate` where the file cannot be written; what the work throws.
    func inTurn<Result>(within limit: Duration, _ work: () throws -> Result) throws -> Result {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Problem.storeIsReadOnly }
        defer { close(file) }
        let number = try number(file)
        if !Self.lock(file, F_RDLCK, Self.start, number, waits: false) { try wait(for: number, file, limit) }
        return try work()
    }

    private func wait(for number: off_t, _ file: Int32, _ limit: Duration) throws {
        let end = ContinuousClock.now + limit, isOver = DispatchSemaphore(value: 0)
        // A wait for a lock has no limit of its own, so another thread waits.
        Thread.detachNewThread {
            _ = Self.lock(file, F_RDLCK, Self.start, number, waits: true)
            isOver.signal()
        }
        while isOver.wait(timeout: .now() + Double(Self.grace.components.seconds)) == .timedOut {
            guard ContinuousClock.now < end else { throw Problem.storeIsBusy }
            wakeFirst(before: number, file)
        }
    }

    /// The next number, with its byte locked.
    private func number(_ file: Int32) throws -> off_t {
        guard Self.lock(file, F_WRLCK, 0, 1, waits: true) else { throw Problem.storeIsReadOnly }
        defer { _ = Self.lock(file, F_UNLCK, 0, 1, waits: false) }
        var last: Int64 = 0
        _ = withUnsafeMutableBytes(of: &last) { pread(file, $0.baseAddress, 8, 0) }
        var next = max(0, last) + 1
        let number = off_t(next)
        guard withUnsafeBytes(of: &next, { pwrite(file, $0.baseAddress, 8, 0) }) == 8,
            Self.lock(file, F_WRLCK, Self.start + number, 1, waits: false)
        else { throw Problem.storeIsReadOnly }
        var holder = getpid()
        _ = withUnsafeBytes(of: &holder) { pwrite(file, $0.baseAddress, 4, Self.slot(of: number)) }
        return number
    }

    private static func slot(of number: off_t) -> off_t { 64 + number % slots * 4 }

    /// A program that was stopped in its turn, as by Ctrl-Z, is continued: nobody can write before it is through.
    private func wakeFirst(before number: off_t, _ file: Int32) {
        var request = Self.request(F_RDLCK, Self.start, number)
        guard fcntl(file, Self.look, &request) == 0, request.l_type != Int16(F_UNLCK) else { return }
        var holder: pid_t = 0
        _ = withUnsafeMutableBytes(of: &holder) {
            pread(file, $0.baseAddress, 4, Self.slot(of: request.l_start - Self.start))
        }
        if holder > 0, holder != getpid(), ProcessStatus(of: holder)?.state == "T" { kill(holder, SIGCONT) }
    }

    // Linux's locks of an open file: they belong to it and not to the process. Glibc's macros for them are not imported.
    private static let look: Int32 = 36
    private static let set: Int32 = 37
    private static let setAndWait: Int32 = 38

    private static func request(_ kind: Int32, _ from: off_t, _ count: off_t) -> flock {
        flock(l_type: Int16(kind), l_whence: Int16(SEEK_SET), l_start: from, l_len: count, l_pid: 0)
    }

    private static func lock(_ file: Int32, _ kind: Int32, _ from: off_t, _ count: off_t, waits: Bool) -> Bool {
        var request = request(kind, from, count)
        while fcntl(file, waits ? setAndWait : set, &request) != 0 {
            guard waits, errno == EINTR else { return false }
        }
        return true
    }
}
