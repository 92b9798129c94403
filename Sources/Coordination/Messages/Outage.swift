/// How long a worker waits between two looks at a store that cannot be reached.
public struct Outage: Hashable, Sendable {
    /// How long it has lasted, as far as the waits tell.
    public private(set) var waited = Duration.zero
    private var tries = 0

    public init() {}

    /// The next wait: half a second at first, at most three seconds during the first two minutes, at most thirty after.
    /// - Parameter jitter: from -1 to 1; it shortens the wait by up to a third, so that not all come back at once.
    public mutating func nextWait(jitter: Double) -> Duration {
        let first: [Duration] = [.milliseconds(500), .seconds(1), .seconds(2)]
        let later: [Duration] = [.seconds(5), .seconds(10), .seconds(20)]
        let whole: Duration
        if waited < .seconds(120) {
            whole = tries < first.count ? first[tries] : .seconds(3)
            tries = waited + whole < .seconds(120) ? tries + 1 : 0
        } else {
            whole = tries < later.count ? later[tries] : .seconds(30)
            tries += 1
        }
        waited += whole
        return whole * (1 - (min(max(jitter, -1), 1) + 1) / 6)
    }
}
