import Fixtures
import Scheduling
import Testing

@Suite struct QuorumSearchTests {
    @Test(arguments: 0..<300) func `the best times are those of brute force`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed) &* 7919)
        let horizon = Int.random(in: 4...80, using: &random), length = Int.random(in: 1...5, using: &random)
        var plain: [[Bool]] = [], people: [QuorumSearch.Person] = []
        for key in 0..<Int.random(in: 1...9, using: &random) {
            let free = (0..<horizon).map { _ in Int.random(in: 0...4, using: &random) > 0 }
            var set = SlotSet(count: horizon, filled: false)
            for slot in free.indices where free[slot] { set[slot] = true }
            plain.append(free)
            people.append(.init(key: key, group: key % 3, free: set, isRequired: key % 5 == 4))
        }
        let quorum = [0: Int.random(in: 0...2, using: &random), 1: Int.random(in: 0...1, using: &random)]
        func canCome(_ person: Int, _ start: Int) -> Bool {
            start + length <= horizon && (start..<start + length).allSatisfy { plain[person][$0] }
        }
        let passing = (0..<horizon).filter { start in
            people.contains { canCome($0.key, start) } && people.allSatisfy { !$0.isRequired || canCome($0.key, start) }
                && quorum.allSatisfy { group, least in
                    people.filter { $0.group == group && canCome($0.key, start) }.count >= least
                }
        }
        let ranked = passing.sorted { left, right in
            let a = people.filter { canCome($0.key, left) }.count, b = people.filter { canCome($0.key, right) }.count
            return a == b ? left < right : a > b
        }
        let search = QuorumSearch(horizon: horizon, length: length, people: people, quorum: quorum)
        let found = search.best(5, spacing: 1)
        #expect(found.map(\.start) == Array(ranked.prefix(5)))
        for proposal in found {
            #expect(proposal.attending == people.map(\.key).filter { canCome($0, proposal.start) })
            #expect(proposal.missing == people.map(\.key).filter { !canCome($0, proposal.start) })
        }
        #expect(search.obstacles().isEmpty == !passing.isEmpty)
    }

    @Test func `proposals keep their distance`() {
        let free = SlotSet(count: 100, filled: true)
        let search = QuorumSearch(
            horizon: 100, length: 2, people: [.init(key: 1, group: 0, free: free, isRequired: false)], quorum: [:])
        #expect(search.best(3, spacing: 24).map(\.start) == [0, 24, 48])
    }

    @Test func `obstacles name what is missing`() {
        let free = SlotSet(count: 10, filled: true), never = SlotSet(count: 10, filled: false)
        func search(_ people: [QuorumSearch.Person], _ quorum: [Int: Int]) -> [QuorumSearch.Obstacle] {
            QuorumSearch(horizon: 10, length: 1, people: people, quorum: quorum).obstacles()
        }
        #expect(search([.init(key: 7, group: 0, free: never, isRequired: true)], [:]) == [.requiredNeverFree(7)])
        #expect(
            search([.init(key: 1, group: 0, free: free, isRequired: false)], [0: 2]) == [
                .groupShort(0, best: 1, needed: 2)
            ])
        var early = never, late = never
        early[0] = true
        late[9] = true
        let apart: [QuorumSearch.Person] = [
            .init(key: 1, group: 0, free: early, isRequired: false),
            .init(key: 2, group: 1, free: late, isRequired: false),
        ]
        #expect(search(apart, [0: 1, 1: 1]) == [.neverTogether])
    }
}
