import Fixtures
import Scheduling
import Testing

@Suite struct SlotSetTests {
    @Test(arguments: 0..<200) func `starts are those a plain loop finds`(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let count = Int.random(in: 1...300, using: &random), length = Int.random(in: 1...90, using: &random)
        var set = SlotSet(count: count, filled: false)
        let plain = (0..<count).map { _ in Int.random(in: 0...9, using: &random) > 0 }
        for slot in plain.indices where plain[slot] { set[slot] = true }
        let expected = (0..<count).filter { start in
            start + length <= count && (start..<start + length).allSatisfy { plain[$0] }
        }
        #expect(set.starts(length: length).slots == expected)
    }

    @Test func `ranges outside the horizon do not matter`() {
        var set = SlotSet(count: 10, filled: true)
        set.remove(-5..<3)
        set.remove(8..<99)
        set.insert(20..<30)
        set[99] = true
        #expect(set.slots == [3, 4, 5, 6, 7])
        #expect(!set[-1])
    }
}
