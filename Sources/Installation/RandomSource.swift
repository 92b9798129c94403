internal import Foundation
internal import Synchronization

/// Random bytes for keys, tokens and ids. Tests bring their own.
public struct RandomSource: Sendable {
    /// As many bytes as are asked for.
    public var bytes: @Sendable (Int) -> [UInt8]

    public init(_ bytes: @escaping @Sendable (Int) -> [UInt8]) { self.bytes = bytes }

    /// A number from -1 to 1, so that programs that wait do not come back together.
    package var jitter: Double { Double(bytes(1).first ?? 128) / 127.5 - 1 }

    /// The machine's cryptographic generator.
    public static let real = RandomSource { count in
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    /// The machine's. A program built for tests takes repeatable bytes from `CONVOKE_SEED`.
    public static var machine: RandomSource {
        #if DEBUG
            let seed = ProcessInfo.processInfo.environment["CONVOKE_SEED"].flatMap(UInt64.init)
            return seed.map { RandomSource(RepeatableBytes(seed: $0).next) } ?? .real
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
