internal import Foundation

/// Long work gives way. Between two pieces of it, and holding nothing that others wait for, it stops for a moment while more programs
/// want a processor than there are: whoever waits for an answer gets it first, and where nobody waits nothing is lost.
package enum GivingWay {
    /// How often it looks again.
    private static let look = Duration.milliseconds(3)

    /// - Parameters:
    ///   - limit: how long at most, so that the work goes on beside others that never end.
    ///   - load: what the system says of its load.
    package static func pause(atMost limit: Duration, _ load: () -> String? = { ownLoad }) async {
        let end = ContinuousClock.now + limit, processors = ProcessInfo.processInfo.activeProcessorCount
        while running(load()) > processors, ContinuousClock.now < end, !Task.isCancelled {
            try? await Task.sleep(for: look)
        }
    }

    /// How many run or want to, this program among them: three in `0.42 0.36 0.30 3/97 12345` (proc(5)); none where it does not say.
    private static func running(_ load: String?) -> Int {
        let words = load?.split(separator: " ") ?? []
        return words.count < 4 ? 0 : words[3].split(separator: "/").first.flatMap { Int($0) } ?? 0
    }

    private static var ownLoad: String? {
        FileManager.default.contents(atPath: "/proc/loadavg").map { String(decoding: $0, as: UTF8.self) }
    }
}
