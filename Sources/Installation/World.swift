public import Coordination
internal import Foundation
internal import Synchronization

/// What is not in the program's hands: the time and chance. Tests bring their own.
public struct World: Sendable {
    public var now: @Sendable () -> Instant
    public var randomBytes: @Sendable (Int) -> [UInt8]

    public init(now: @escaping @Sendable () -> Instant, randomBytes: @escaping @Sendable (Int) -> [UInt8]) {
        self.now = now
        self.randomBytes = randomBytes
    }

    /// The machine's clock and its cryptographic generator.
    public static let real = World(
        now: { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) },
        randomBytes: { count in
            var generator = SystemRandomNumberGenerator()
            return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        })

    /// The machine's. A program built for tests takes the time from `CONVOKE_NOW` and repeatable bytes from `CONVOKE_SEED`.
    public static var machine: World {
        #if DEBUG
            let environment = ProcessInfo.processInfo.environment
            let now = environment["CONVOKE_NOW"].flatMap { try? Instant(parsing: $0) }
            let seed = environment["CONVOKE_SEED"].flatMap(UInt64.init)
            var world = real
            if let now { world.now = { now } }
            if let seed { world.randomBytes = RepeatableBytes(seed: seed).next }
            return world
        #else
            return .real
        #endif
    }
}

#if DEBUG
    /// The same bytes for the same seed, by SplitMix64. It is not in a release build.
    private final class RepeatableBytes: Sendable {
        private let state: Mutex<UInt64>

        init(seed: UInt64) { state = Mutex(seed) }

        func next(_ count: Int) -> [UInt8] {
            state.withLock { state in
                (0..<count).map { _ in
                    state &+= 0x9E37_79B9_7F4A_7C15
                    var word = state
                    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
                    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
                    return UInt8(truncatingIfNeeded: word ^ (word >> 31))
                }
            }
        }
    }
#endif
