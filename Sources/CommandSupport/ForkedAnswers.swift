internal import CForking
internal import Foundation
internal import Installation

/// Answers requests from standard input one after the other, each in a process made for it alone, which the system holds within limits.
package enum ForkedAnswers {
    /// Far more than what a message comes down to.
    private static let maximumAnswer = 256 * 1024
    /// Longer than `Confinement` lets a process live; it may have undone that.
    private static let patience: Int32 = 12_000

    /// Ends where standard input does, and where no process can be made.
    /// - Parameters:
    ///   - maximumRequest: how many bytes a request may have.
    ///   - answer: done in the process of its own. No answer is an empty one.
    package static func serve(maximumRequest: Int, _ answer: ([UInt8]) throws -> [UInt8]) {
        while let header = taken(MessageFrame.headerBytes) {
            let length = MessageFrame.length(header)
            guard length <= maximumRequest, let request = taken(length),
                let given = answered(request, answer), put(MessageFrame.framed(given), into: STDOUT_FILENO)
            else { return }
        }
    }

    /// - Returns: `nil` where no process can be made.
    private static func answered(_ request: [UInt8], _ answer: ([UInt8]) throws -> [UInt8]) -> [UInt8]? {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { return nil }
        let child = convoke_fork()
        guard child != 0 else {
            // What else comes in, and what is answered to it, is none of this process's business.
            for descriptor in [STDIN_FILENO, STDOUT_FILENO, ends[0]] { close(descriptor) }
            Confinement.begin()
            let isPut = (try? answer(request)).map { put($0, into: ends[1]) } ?? false
            _exit(isPut ? 0 : 1)
        }
        close(ends[1])
        defer { close(ends[0]) }
        guard child > 0 else { return nil }
        let given = all(from: ends[0])
        if given == nil { kill(child, SIGKILL) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return status == 0 ? given ?? [] : []
    }

    /// All that comes out; `nil` where it is too much or takes too long.
    private static func all(from descriptor: Int32) -> [UInt8]? {
        let end = ContinuousClock.now + .milliseconds(Int(patience))
        var bytes: [UInt8] = []
        while ContinuousClock.now < end {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            guard poll(&waiting, 1, patience) > 0, let part = part(of: descriptor, 65_536) else { continue }
            guard !part.isEmpty else { return bytes }
            bytes += part
            guard bytes.count <= maximumAnswer else { return nil }
        }
        return nil
    }

    /// So many bytes of standard input; `nil` where it ends before.
    private static func taken(_ count: Int) -> [UInt8]? {
        var bytes: [UInt8] = []
        while bytes.count < count {
            guard let part = part(of: STDIN_FILENO, count - bytes.count) else { continue }
            guard !part.isEmpty else { return nil }
            bytes += part
        }
        return bytes
    }

    /// What can be read at once: nothing at the end or after a failure, `nil` where a signal came between.
    private static func part(of descriptor: Int32, _ limit: Int) -> [UInt8]? {
        var length = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: min(limit, 65_536)) { buffer, count in
            length = read(descriptor, buffer.baseAddress, buffer.count)
            count = max(0, length)
        }
        return length < 0 && errno == EINTR ? nil : bytes
    }

    private static func put(_ bytes: [UInt8], into descriptor: Int32) -> Bool {
        var left = bytes[...]
        while !left.isEmpty {
            let count = left.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 || errno == EINTR else { return false }
            left = left.dropFirst(max(0, count))
        }
        return true
    }
}
