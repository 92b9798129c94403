internal import Coordination

/// A text as the search sees it: words without case, accents and width.
struct SearchWords {
    /// The index holds the beginnings of words up to this length; a longer one is told apart after opening.
    static let longestBeginning = 6

    let words: Set<String>

    init(_ texts: [String]) {
        words = Set(
            texts.flatMap { text in
                Self.plainWords(text)
                    ?? Self.fold(text).split { !$0.isLetter && !$0.isNumber }.flatMap(Self.pieces)
            })
    }

    /// The words of a text of ASCII alone, which needs no folding; `nil` for any other.
    private static func plainWords(_ text: String) -> [String]? {
        var words: [String] = [], word: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x61...0x7A: word.append(byte)
            case 0x41...0x5A: word.append(byte + 32)
            case 0x80...: return nil
            default:
                if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
                word.removeAll(keepingCapacity: true)
            }
        }
        if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
        return words
    }

    static func fold(_ text: String) -> String {
        if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
        return Redaction.plain(text)
    }

    /// Every word of four letters or more as it is and without each one of its letters: two words that differ by one letter, or by
    /// two that changed places, have one of these in common.
    var misspellings: Set<String> {
        words.reduce(into: []) { Self.addMisspellings(of: $1, to: &$0) }
    }

    static func misspellings(of word: String) -> Set<String> {
        var result: Set<String> = []
        addMisspellings(of: word, to: &result)
        return result
    }

    private static func addMisspellings(of word: String, to result: inout Set<String>) {
        // Longer words are told apart by how they begin.
        if word.utf8.allSatisfy({ $0 < 0x80 }) {
            add(Array(word.utf8.prefix(12)), to: &result) { String(decoding: $0, as: UTF8.self) }
        } else {
            add(Array(word.prefix(12)), to: &result) { String($0) }
        }
    }

    private static func add<Letter>(
        _ letters: [Letter], to result: inout Set<String>, _ text: (ArraySlice<Letter>) -> String
    ) {
        guard letters.count >= 4 else { return }
        result.insert(text(letters[...]))
        // Without the first letter; then each is put back in the place of the one after it.
        var rest = letters.dropFirst()
        result.insert(text(rest))
        for place in rest.indices {
            rest[place] = letters[place - 1]
            result.insert(text(rest))
        }
    }

    /// Every beginning of every word, up to the longest that is kept.
    var beginnings: Set<String> {
        var result: Set<String> = []
        for word in words {
            var end = word.startIndex
            for _ in 0..<Self.longestBeginning where end < word.endIndex {
                end = word.index(after: end)
                result.insert(String(word[..<end]))
            }
        }
        return result
    }

    /// Whether each word of a question begins one of these words.
    func match(_ question: SearchWords) -> Bool {
        question.words.allSatisfy { asked in words.contains { $0.hasPrefix(asked) } }
    }

    /// The same, but that a word of four letters or more may differ by a letter from one of these.
    func nearlyMatch(_ question: SearchWords) -> Bool {
        question.words.allSatisfy { asked in
            words.contains { word in
                word.hasPrefix(asked)
                    || !Self.misspellings(of: word).isDisjoint(with: Self.misspellings(of: asked))
            }
        }
    }

    /// Scripts that put no space between words are found from any letter on.
    private static func pieces(_ word: Substring) -> [String] {
        guard word.unicodeScalars.contains(where: isWrittenWithoutSpaces) else { return [String(word)] }
        return word.indices.map { String(word[$0...]) }
    }

    /// Thai, Lao, Myanmar, Khmer, kana, and Han ideographs.
    private static func isWrittenWithoutSpaces(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF, 0xF900...0xFAFF,
            0x20000...0x3FFFF:
            true
        default: false
        }
    }
}
