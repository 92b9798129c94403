/// The lines of a calendar object that we wrote, to take whole components out of it.
struct CalendarLines {
    private let lines: [ArraySlice<UInt8>]

    init(_ bytes: [UInt8]) { lines = bytes.split(separator: 10, omittingEmptySubsequences: true) }

    /// Everything but the properties that begin so, with the lines that they were folded to.
    func without(_ names: String...) -> [UInt8] {
        var result: [UInt8] = [], isLeftOut = false
        for line in lines {
            if line.first != 32 { isLeftOut = names.contains { line.starts(with: $0.utf8) } }
            if !isLeftOut { result += line + [10] }
        }
        return result
    }

    /// The first component of a name with its CRLF, or `nil`.
    func block(_ name: String) -> [UInt8]? {
        let found = blocks(name, atMost: 1)
        return found.isEmpty ? nil : found
    }

    /// Every component of a name, one after the other.
    func blocks(_ name: String, atMost limit: Int = .max) -> [UInt8] {
        let begin = Array("BEGIN:\(name)\r".utf8), end = Array("END:\(name)\r".utf8)
        var result: [UInt8] = [], isInside = false, count = 0
        for line in lines where count < limit {
            if line.elementsEqual(begin) { isInside = true }
            if isInside { result += line + [10] }
            if line.elementsEqual(end) {
                isInside = false
                count += 1
            }
        }
        return result
    }
}
