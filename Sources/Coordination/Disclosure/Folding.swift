/// How letters are compared: without case, accents, width, points and what cannot be seen, whatever form of a letter is written.
///
/// The table is part of the sources, so that the keyed numbers of the search index are the same on every machine.
enum Folding {
    /// What becomes of a letter outside ASCII; `nil` where it stays.
    private static let changes = Table(FoldingTable.letters)
    /// Letters of ASCII by the folded letters that look like them.
    private static let lookalikes = decodedLookalikes()
    private static let capitals = decodedCapitals()

    /// The words of a text, parted by single spaces.
    /// - Parameter matchingLookalikes: whether a letter of another alphabet counts as the letter of ASCII that it looks like.
    static func words(in text: String, matchingLookalikes: Bool = false) -> String {
        var line = Line()
        fold(text, matchingLookalikes) { scalar in
            if isPartOfWord(scalar) { line.append(scalar) } else { line.endWord() }
        }
        return line.text
    }

    /// The same with all signs and spaces where they are.
    static func text(_ text: String, matchingLookalikes: Bool = false) -> String {
        var line = Line()
        fold(text, matchingLookalikes) { line.join($0) }
        return line.text
    }

    private static func fold(_ text: String, _ matchingLookalikes: Bool, _ body: (Unicode.Scalar) -> Void) {
        func add(_ scalar: Unicode.Scalar) {
            guard matchingLookalikes, let plain = lookalikes[scalar] else { return body(scalar) }
            body(plain)
        }
        for scalar in text.unicodeScalars {
            if scalar.value < 0x80 {
                body((0x41...0x5A).contains(scalar.value) ? Unicode.Scalar(UInt8(scalar.value) + 32) : scalar)
            } else if let letters = changes[scalar] {
                letters.forEach(add)
            } else {
                add(scalar)
            }
        }
    }

    /// A capital that looks like another letter of ASCII than its lower case does.
    static func capital(_ scalar: Unicode.Scalar) -> Unicode.Scalar? { capitals[scalar] }

    /// Letters, digits, and the signs that scripts put onto letters.
    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
        case 0..<0x80, 0xB4, 0x2B9, 0x2BC: return false
        default:
            let character = Character(scalar)
            if character.isLetter || character.isNumber { return true }
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .spacingMark, .enclosingMark: return true
            default: return false
            }
        }
    }

    /// Han, kana, Hangul, Thai, Lao, Myanmar, Khmer and Tai scripts: names are short and have letters of other words on both sides.
    static func isDense(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x0E00: false
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1100...0x11FF, 0x1780...0x17FF, 0x1950...0x19DF, 0x1A20...0x1AAF,
            0x3005...0x3007, 0x3040...0x30FF, 0x31F0...0x31FF, 0x3400...0x9FFF, 0xA9E0...0xA9FF, 0xAA60...0xAADF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0x1B000...0x1B16F, 0x20000...0x3FFFF:
            true
        default: false
        }
    }

    private static func decodedLookalikes() -> [Unicode.Scalar: Unicode.Scalar] {
        var found: [Unicode.Scalar: Unicode.Scalar] = [:]
        for line in FoldingTable.lookalikes.split(separator: "\n") {
            let parts = line.split(separator: " ")
            guard let plain = parts.first?.unicodeScalars.first else { continue }
            for part in parts.dropFirst() { Table.scalar(part).map { found[$0] = plain } }
        }
        return found
    }

    private static func decodedCapitals() -> [Unicode.Scalar: Unicode.Scalar] {
        var found: [Unicode.Scalar: Unicode.Scalar] = [:]
        for pair in FoldingTable.capitals.split(separator: " ") {
            let sides = pair.split(separator: ":")
            if sides.count == 2, let capital = Table.scalar(sides[0]) { found[capital] = sides[1].unicodeScalars.first }
        }
        return found
    }
}

extension Folding {
    /// Letters as they come, with the letters of Hangul put together to syllables (Unicode section 3.12).
    private struct Line {
        private var bytes: [UInt8] = []
        private var last: Unicode.Scalar?
        private var isBetween = false

        var text: String { String(decoding: bytes, as: UTF8.self) }

        mutating func endWord() { isBetween = true }

        /// Adds a letter of a word. Where the script changes to or from one without spaces, a word ends.
        mutating func append(_ scalar: Unicode.Scalar) {
            if let last, isBetween || isDense(last) != isDense(scalar) {
                bytes.append(32)
                self.last = nil
            }
            isBetween = false
            join(scalar)
        }

        mutating func join(_ scalar: Unicode.Scalar) {
            if scalar.value < 0x80 {
                bytes.append(UInt8(scalar.value))
                last = scalar
            } else if let last, let syllable = Self.syllable(last, scalar) {
                bytes.removeLast(UTF8.width(last))
                bytes.append(contentsOf: String(syllable).utf8)
                self.last = syllable
            } else {
                bytes.append(contentsOf: String(scalar).utf8)
                last = scalar
            }
        }

        private static func syllable(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Unicode.Scalar? {
            switch (first.value, second.value) {
            case (0x1100...0x1112, 0x1161...0x1175):
                Unicode.Scalar(0xAC00 + ((first.value - 0x1100) * 21 + second.value - 0x1161) * 28)
            case (0xAC00...0xD7A3, 0x11A8...0x11C2) where (first.value - 0xAC00) % 28 == 0:
                Unicode.Scalar(first.value + second.value - 0x11A7)
            default: nil
            }
        }
    }

    /// The table of changes, found by pages of 256 letters.
    private struct Table {
        private var pages = [Int](repeating: 0, count: 0x1100)
        /// 0 where a letter stays, else one more than the place of its change.
        private var places = [UInt16](repeating: 0, count: 256)
        private var changes: [[Unicode.Scalar]] = [[]]

        init(_ text: String) {
            changes.reserveCapacity(8192)
            for token in Array(text.utf8).split(whereSeparator: { $0 == 32 || $0 == 10 }) { read(token) }
        }

        subscript(scalar: Unicode.Scalar) -> [Unicode.Scalar]? {
            let place = places[pages[Int(scalar.value >> 8)] * 256 + Int(scalar.value & 255)]
            return place == 0 ? nil : changes[Int(place) - 1]
        }

        static func scalar(_ text: Substring) -> Unicode.Scalar? {
            UInt32(text, radix: 16).flatMap(Unicode.Scalar.init)
        }

        private mutating func read(_ token: ArraySlice<UInt8>) {
            guard let mark = token.firstIndex(where: { (0x2A...0x2D).contains($0) || $0 == 0x3D }) else { return }
            let start = Self.number(token[..<mark]), rest = token[(mark + 1)...]
            switch token[mark] {
            // S-N
            case 0x2D: for step in 0..<Self.number(rest) { set(start + step, []) }
            // S=T.T,T
            case 0x3D:
                for (step, target) in rest.split(separator: 0x2C, omittingEmptySubsequences: false).enumerated() {
                    set(
                        start + UInt32(step),
                        target.split(separator: 0x2E).compactMap { Unicode.Scalar(Self.number($0)) })
                }
            // S+N:T and S*N:T
            default:
                guard let colon = rest.firstIndex(of: 0x3A) else { return }
                let stride: UInt32 = token[mark] == 0x2B ? 1 : 2, target = Self.number(rest[(colon + 1)...])
                for step in 0..<Self.number(rest[..<colon]) {
                    set(start + step * stride, [Unicode.Scalar(target + step * stride)].compactMap { $0 })
                }
            }
        }

        /// A number of the table, in base 16 with small letters.
        private static func number(_ digits: ArraySlice<UInt8>) -> UInt32 {
            digits.reduce(0) { $0 << 4 + UInt32($1 < 0x3A ? $1 - 0x30 : $1 - 0x57) }
        }

        private mutating func set(_ code: UInt32, _ letters: [Unicode.Scalar]) {
            let page = Int(code >> 8)
            if pages[page] == 0 {
                pages[page] = places.count / 256
                places += [UInt16](repeating: 0, count: 256)
            }
            if !letters.isEmpty { changes.append(letters) }
            places[pages[page] * 256 + Int(code & 255)] = UInt16(letters.isEmpty ? 1 : changes.count)
        }
    }
}
