public import Coordination
internal import Foundation

/// The time. Tests bring their own.
public struct Clock: Sendable {
    public var now: @Sendable () -> Instant

    public init(_ now: @escaping @Sendable () -> Instant) { self.now = now }

    /// The machine's clock.
    public static let real = Clock { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    /// The machine's. A program built for tests takes the time from `CONVOKE_NOW`.
    public static var machine: Clock {
        #if DEBUG
            let now = ProcessInfo.processInfo.environment["CONVOKE_NOW"].flatMap { try? Instant(parsing: $0) }
            return now.map { now in Clock { now } } ?? .real
        #else
            return .real
        #endif
    }
}
