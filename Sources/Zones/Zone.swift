public import Coordination

/// A time zone as the system's data describe it: the only place where wall time becomes an instant.
public struct Zone: Sendable {
    public let name: ZoneName
    /// The rule from the last recorded transition on; `nil` in the rare file without one.
    public let rule: ZoneRule?
    private let transitions: [(at: Int64, offset: Int)]
    private let firstOffset: Int

    /// `nil` where the bytes are not a TZif file.
    init?(name: ZoneName, bytes: [UInt8]) {
        guard let file = ZoneFile(bytes) else { return nil }
        self.name = name
        rule = ZoneRule(posix: file.footer)
        transitions = file.transitions
        firstOffset = file.firstOffset
    }

    /// Seconds east of Greenwich at a moment.
    public func offset(at instant: Instant) -> Int {
        let seconds = instant.seconds
        guard let last = transitions.last else { return rule?.offset(at: instant) ?? firstOffset }
        if seconds >= last.at { return rule?.offset(at: instant) ?? last.offset }
        var low = 0, high = transitions.count
        while low < high {
            let middle = (low + high) / 2
            if transitions[middle].at <= seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? firstOffset : transitions[low - 1].offset
    }

    public func wall(at instant: Instant) -> WallTime { instant.wall(offsetSeconds: offset(at: instant)) }

    /// The moment at which the wall shows a time.
    ///
    /// RFC 5545 section 3.3.5: a time that occurs twice is the first of the two; a time that does not occur is read
    /// with the offset before the gap.
    public func instant(of wall: WallTime) -> Instant {
        let candidates = candidates(for: wall)
        return candidates.filter { self.wall(at: $0) == wall }.min() ?? candidates[0]
    }

    /// Whether the wall shows a time once and no more: not in the hour that is left out, nor in the one that comes twice, which
    /// calendar programs read in different ways.
    public func showsOnce(_ wall: WallTime) -> Bool {
        Set(candidates(for: wall).filter { self.wall(at: $0) == wall }).count == 1
    }

    /// With the offset before a change of the clocks, and with the one after it.
    private func candidates(for wall: WallTime) -> [Instant] {
        let naive = wall.secondsSince1970
        return [-86_400, 86_400].map { Instant(seconds: naive - Int64(offset(at: Instant(seconds: naive + $0)))) }
    }

    /// The first moment of a day; where midnight does not occur, the first that does.
    public func start(of day: CalendarDay) -> Instant { instant(of: WallTime(day: day, secondOfDay: 0)) }

    /// The rule, where calendar programs can express it and it holds from 400 days before a moment until 400 days after it, or
    /// after the end of what is to be written.
    public func expressibleRule(from instant: Instant, until end: Instant? = nil) -> ZoneRule? {
        guard let rule, rule.isPlain else { return nil }
        let days = Int((end ?? instant).seconds - instant.seconds) / 86_400
        let holds = (-400...(days + 400)).allSatisfy { day in
            let moment = instant.adding(.seconds(day * 86_400))
            return rule.offset(at: moment) == offset(at: moment)
        }
        return holds ? rule : nil
    }
}
