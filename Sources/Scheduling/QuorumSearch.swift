/// Finds the starts of one meeting at which enough of every group can come.
public struct QuorumSearch: Sendable {
    public struct Person: Sendable {
        /// The caller's name for the person.
        public let key: Int
        /// The group the person is counted in.
        public let group: Int
        public let free: SlotSet
        public let isRequired: Bool

        public init(key: Int, group: Int, free: SlotSet, isRequired: Bool) {
            self.key = key
            self.group = group
            self.free = free
            self.isRequired = isRequired
        }
    }

    public struct Proposal: Hashable, Sendable {
        public let start: Int
        /// Keys of those who can come, and of those who cannot, in the order given.
        public let attending: [Int]
        public let missing: [Int]
    }

    /// What stands in the way where there is no proposal.
    public enum Obstacle: Hashable, Sendable {
        /// This required person is never free long enough.
        case requiredNeverFree(Int)
        /// Never are more than `best` of the group's `needed` free at once.
        case groupShort(Int, best: Int, needed: Int)
        /// Each condition can be met, but never all together.
        case neverTogether
    }

    private let length: Int
    private let people: [Person]
    private let starts: [SlotSet]
    private let quorum: [Int: Int]
    private let horizon: Int

    /// - Parameters:
    ///   - horizon: how many slots there are.
    ///   - length: how many slots in a row the meeting takes.
    ///   - quorum: the least number of each group.
    public init(horizon: Int, length: Int, people: [Person], quorum: [Int: Int]) {
        self.horizon = horizon
        self.length = max(1, length)
        self.people = people
        self.quorum = quorum.filter { $0.value > 0 }
        starts = people.map { $0.free.starts(length: max(1, length)) }
    }

    /// The best starts: most people first, then the earliest, and none nearer than `spacing` slots to a better one.
    /// - Parameter notice: the first slot that leaves people time to plan; earlier ones come last.
    public func best(_ count: Int, spacing: Int, notice: Int = 0) -> [Proposal] {
        let ranked = passing().map { (start: $0, attending: attendance(at: $0)) }
            .sorted { one, other in
                let (isLate, isOtherLate) = (one.start < notice, other.start < notice)
                if isLate != isOtherLate { return isOtherLate }
                return (other.attending, one.start) < (one.attending, other.start)
            }
        var chosen: [Int] = []
        for candidate in ranked where chosen.count < count {
            if chosen.allSatisfy({ abs($0 - candidate.start) >= spacing }) { chosen.append(candidate.start) }
        }
        return chosen.map(proposal)
    }

    /// Who can come at one start, whether or not the quorum is met.
    public func proposal(at start: Int) -> Proposal {
        let split = people.indices.map { (people[$0].key, starts[$0][start]) }
        return Proposal(start: start, attending: split.filter(\.1).map(\.0), missing: split.filter { !$0.1 }.map(\.0))
    }

    /// Why there is no proposal; empty where there is one.
    public func obstacles() -> [Obstacle] {
        if !passing().isEmpty { return [] }
        var found = people.indices.filter { people[$0].isRequired && starts[$0].isEmpty }
            .map { Obstacle.requiredNeverFree(people[$0].key) }
        for (group, needed) in quorum.sorted(by: { $0.key < $1.key }) {
            let best = (0..<horizon).map { count(of: group, at: $0) }.max() ?? 0
            if best < needed { found.append(.groupShort(group, best: best, needed: needed)) }
        }
        return found.isEmpty ? [.neverTogether] : found
    }

    private func passing() -> [Int] {
        var open = SlotSet(count: horizon, filled: true).starts(length: length)
        for (index, person) in people.enumerated() where person.isRequired { open.formIntersection(starts[index]) }
        return open.slots.filter { start in
            attendance(at: start) > 0 && quorum.allSatisfy { count(of: $0.key, at: start) >= $0.value }
        }
    }

    private func attendance(at start: Int) -> Int { starts.reduce(0) { $0 + ($1[start] ? 1 : 0) } }

    private func count(of group: Int, at start: Int) -> Int {
        people.indices.reduce(0) { $0 + (people[$1].group == group && starts[$1][start] ? 1 : 0) }
    }
}
