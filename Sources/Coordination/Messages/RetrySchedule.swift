/// When the next try is due: news is urgent, so the first waits are short; the tenth and last try is after almost three
/// days.
public enum RetrySchedule {
    /// Waits before the second and every later try.
    public static let waits: [Duration] = [
        .seconds(10), .seconds(60), .seconds(300), .seconds(1800), .seconds(7200), .seconds(21_600), .seconds(43_200),
        .seconds(86_400), .seconds(86_400),
    ]

    /// A receiver may not put us off for longer than this.
    public static let longestWait = Duration.seconds(86_400)

    /// What becomes of an envelope after a try.
    public enum Next: Hashable, Sendable {
        case done, failed
        case again(at: Instant)
    }

    /// - Parameters:
    ///   - attempt: which try it was, from 1.
    ///   - jitter: from -1 to 1; it moves the wait by up to a fifth.
    public static func next(after outcome: Outcome, attempt: Int, now: Instant, jitter: Double) -> Next {
        switch outcome {
        case .delivered, .saved: return .done
        case .refused, .gone: return .failed
        case .held: return .again(at: now.adding(waits[0]))
        case .deferred, .inDoubt:
            var asked: Duration?
            if case .deferred(_, let wait) = outcome { asked = wait }
            guard attempt <= waits.count else { return .failed }
            let wait = waits[attempt - 1] * (1 + 0.2 * min(max(jitter, -1), 1))
            return .again(at: now.adding(max(wait, min(asked ?? .zero, longestWait))))
        }
    }
}
