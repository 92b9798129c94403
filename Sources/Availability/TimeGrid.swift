package import Coordination

/// The quarter-hours of a window, counted from its start.
package struct TimeGrid {
    package static let minutes = 15
    package let start: Instant
    package let count: Int
    /// Slots before this one lie too near to be proposed.
    package let firstOpen: Int

    package init(start: Instant, end: Instant, earliest: Instant) {
        let slot = Int64(Self.minutes * 60)
        // Zones with offsets of 15 minutes put every wall quarter-hour on a whole one of UTC.
        let base = start.seconds - ((start.seconds % slot) + slot) % slot
        self.start = Instant(seconds: base)
        count = max(0, Int((end.seconds - base) / slot))
        firstOpen = max(0, Int((earliest.seconds - base + slot - 1) / slot))
    }

    package func instant(_ slot: Int) -> Instant { start.adding(.seconds(slot * Self.minutes * 60)) }

    /// The slots that lie wholly within a span.
    package func inside(_ span: TimeSpan) -> Range<Int> {
        let slot = Int64(Self.minutes * 60)
        let from = Int((Double(span.start.seconds - start.seconds) / Double(slot)).rounded(.up))
        let to = Int((Double(span.end.seconds - start.seconds) / Double(slot)).rounded(.down))
        return from..<max(from, to)
    }

    /// The slots that a span touches.
    package func touched(by span: TimeSpan) -> Range<Int> {
        let slot = Int64(Self.minutes * 60)
        let from = Int((Double(span.start.seconds - start.seconds) / Double(slot)).rounded(.down))
        let to = Int((Double(span.end.seconds - start.seconds) / Double(slot)).rounded(.up))
        return from..<max(from, to)
    }
}
