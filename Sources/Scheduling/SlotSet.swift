/// A set of the slots of a horizon, one bit each.
public struct SlotSet: Hashable, Sendable {
    public let count: Int
    private var words: [UInt64]

    /// All slots of a horizon of `count` slots, or none.
    public init(count: Int, filled: Bool) {
        self.count = max(0, count)
        words = Array(repeating: filled ? .max : 0, count: (self.count + 63) / 64)
        trim()
    }

    public subscript(slot: Int) -> Bool {
        get { (0..<count).contains(slot) && words[slot / 64] & (1 << UInt64(slot % 64)) != 0 }
        set {
            guard (0..<count).contains(slot) else { return }
            if newValue {
                words[slot / 64] |= 1 << UInt64(slot % 64)
            } else {
                words[slot / 64] &= ~(1 << UInt64(slot % 64))
            }
        }
    }

    /// Removes the slots of a range; what lies outside the horizon does not matter.
    public mutating func remove(_ range: Range<Int>) {
        for slot in range.clamped(to: 0..<count) { self[slot] = false }
    }

    public mutating func insert(_ range: Range<Int>) {
        for slot in range.clamped(to: 0..<count) { self[slot] = true }
    }

    public mutating func formIntersection(_ other: SlotSet) {
        for index in words.indices { words[index] &= index < other.words.count ? other.words[index] : 0 }
    }

    /// The slots from which `length` slots in a row belong to the set.
    public func starts(length: Int) -> SlotSet {
        var result = self
        var covered = 1
        while covered < length {
            let step = min(covered, length - covered)
            result.formIntersection(result.shiftedDown(by: step))
            covered += step
        }
        return result
    }

    public var isEmpty: Bool { words.allSatisfy { $0 == 0 } }

    /// The slots of the set in order.
    public var slots: [Int] { (0..<count).filter { self[$0] } }

    /// Slot s of the result is slot s + step of this set.
    private func shiftedDown(by step: Int) -> SlotSet {
        var result = SlotSet(count: count, filled: false)
        let whole = step / 64, part = UInt64(step % 64)
        for index in words.indices where index + whole < words.count {
            let low = words[index + whole] >> part
            let high = part > 0 && index + whole + 1 < words.count ? words[index + whole + 1] << (64 - part) : 0
            result.words[index] = low | high
        }
        return result
    }

    private mutating func trim() {
        if count % 64 != 0, let last = words.indices.last { words[last] &= (1 << UInt64(count % 64)) - 1 }
    }
}
