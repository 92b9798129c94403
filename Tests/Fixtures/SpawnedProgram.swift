import Glibc

/// A program of this machine that a test needs. Foundation's `Process` reads past the end of the system's list of open files, which ends
/// a run of tests now and then.
public struct SpawnedProgram: Sendable {
    private let process: pid_t

    /// Starts a program that is found by its name or path.
    /// - Parameters:
    ///   - output: the file that its output is written to.
    ///   - isQuiet: whether its errors are thrown away.
    /// - Throws: `SpawnFailure` with the system's number.
    public init(_ arguments: [String], output: String = "/dev/null", isQuiet: Bool = false) throws {
        var actions = posix_spawn_file_actions_t(), started = pid_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        if isQuiet { posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0) }
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        let failure = posix_spawnp(&started, arguments[0], &actions, nil, &words, environ)
        guard failure == 0 else { throw SpawnFailure(number: failure) }
        process = started
    }

    /// Waits for its end.
    /// - Returns: its exit status; 128 and more where a signal ended it.
    @discardableResult public func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(process, &status, 0) == -1, errno == EINTR {}
        return status & 0x7f == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f)
    }

    /// Ends it at once.
    public func kill() {
        _ = Glibc.kill(process, SIGKILL)
        wait()
    }

    /// Runs a program to its end.
    public static func run(_ arguments: [String], output: String = "/dev/null", isQuiet: Bool = false) throws -> Int32 {
        try SpawnedProgram(arguments, output: output, isQuiet: isQuiet).wait()
    }
}

/// Why a program did not start.
public struct SpawnFailure: Error {
    public let number: Int32
}
