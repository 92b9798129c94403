/// Texts one after the other, each behind its length, so that no two lists give the same bytes.
enum LengthPrefixed {
    static func bytes(_ parts: [String]) -> [UInt8] {
        var result: [UInt8] = []
        for part in parts {
            append(UInt64(part.utf8.count), to: &result)
            result += Array(part.utf8)
        }
        return result
    }

    /// Eight bytes, the most significant first.
    static func append(_ number: UInt64, to bytes: inout [UInt8]) {
        for shift in stride(from: 56, through: 0, by: -8) { bytes.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
}
