import Coordination
import Fixtures
import Foundation
import Synchronization
import Testing

@testable import Storage

@Suite struct WriterQueueTests {
    @Test func `who came first writes first`() async throws {
        let folder = try TemporaryFolder(), queue = WriterQueue(path: "\(folder.path)/queue")
        let order = Mutex<[Int]>([]), threads = DispatchQueue(label: "writers", attributes: .concurrent)
        let waiters = DispatchGroup()
        try queue.inTurn(within: .seconds(600)) {
            for number in 0..<6 {
                threads.async(group: waiters) {
                    try? queue.inTurn(within: .seconds(600)) { order.withLock { $0.append(number) } }
                }
                // The file begins with the last number that was given.
                while (try? Data(contentsOf: URL(filePath: queue.path)))?.first != UInt8(number + 2) { usleep(1000) }
            }
        }
        await withCheckedContinuation { done in waiters.notify(queue: threads) { done.resume() } }
        #expect(order.withLock { $0 } == [0, 1, 2, 3, 4, 5])
    }

    @Test func `who waits too long is told to try again, and holds up nobody`() throws {
        let folder = try TemporaryFolder(), queue = WriterQueue(path: "\(folder.path)/queue")
        try queue.inTurn(within: .seconds(600)) {
            #expect(refusal { try queue.inTurn(within: .seconds(1)) {} } == Refusal(.tryAgain, at: "store"))
        }
        try queue.inTurn(within: .seconds(600)) {}
    }

    @Test func `work that fails gives its place back`() throws {
        let folder = try TemporaryFolder(), queue = WriterQueue(path: "\(folder.path)/queue")
        #expect(throws: CancellationError.self) { try queue.inTurn(within: .seconds(1)) { throw CancellationError() } }
        try queue.inTurn(within: .seconds(1)) {}
    }

    /// Python locks the same byte as a program of ours would.
    private static let holder = """
        import fcntl, os, struct, sys, time
        file = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o600)
        number = struct.unpack("q", (os.pread(file, 8, 0) + bytes(8))[:8])[0] + 1
        os.pwrite(file, struct.pack("q", number), 0)
        fcntl.fcntl(file, 37, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 8192 + number, 1, 0))
        os.pwrite(file, struct.pack("i", os.getpid()), 64 + number % 256 * 4)
        print("held", flush=True)
        """

    private func hold(_ path: String, then: String, in folder: TemporaryFolder) throws -> SpawnedProgram {
        let program = try SpawnedProgram(
            ["python3", "-c", "\(Self.holder)\n\(then)", path], output: "\(folder.path)/said")
        while (try? String(contentsOfFile: "\(folder.path)/said", encoding: .utf8))?.isEmpty ?? true { usleep(5000) }
        return program
    }

    @Test func `a program that is killed in its turn holds up nobody`() throws {
        let folder = try TemporaryFolder(), path = "\(folder.path)/queue"
        let holder = try hold(path, then: "time.sleep(3600)", in: folder)
        #expect(refusal { try WriterQueue(path: path).inTurn(within: .zero) {} } == Refusal(.tryAgain, at: "store"))
        holder.kill()
        try WriterQueue(path: path).inTurn(within: .zero) {}
    }

    @Test func `a program that was stopped in its turn is continued`() throws {
        let folder = try TemporaryFolder(), path = "\(folder.path)/queue"
        let holder = try hold(path, then: "os.kill(os.getpid(), 19)", in: folder)
        let began = ContinuousClock.now
        try WriterQueue(path: path).inTurn(within: .seconds(600)) {}
        #expect(ContinuousClock.now - began < .seconds(300))
        #expect(holder.wait() == 0)
    }
}
