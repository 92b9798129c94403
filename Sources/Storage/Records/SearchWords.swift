internal import Foundation

/// A text as the search sees it: words without case, accents and width.
struct SearchWords {
    /// The index holds the beginnings of words up to this length; a longer one is told apart after opening.
    static let longestBeginning = 6

    let words: Set<String>

    init(_ texts: [String]) {
        words = Set(
            texts.flatMap { text in
                Self.fold(text)
                    .split { !$0.isLetter && !$0.isNumber }.flatMap(Self.pieces)
            })
    }

    static func fold(_ text: String) -> String {
        text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
    }

    /// Every word of four letters or more as it is and without each one of its letters: two words that differ by one letter, or by
    /// two that changed places, have one of these in common.
    var misspellings: Set<String> {
        words.reduce(into: []) { result, word in result.formUnion(Self.misspellings(of: word)) }
    }

    static func misspellings(of word: String) -> Set<String> {
        // Longer words are told apart by how they begin.
        let letters = Array(word.prefix(12))
        guard letters.count >= 4 else { return [] }
        var result: Set = [String(letters)]
        for place in letters.indices { result.insert(String(letters[..<place] + letters[(place + 1)...])) }
        return result
    }

    /// Every beginning of every word, up to the longest that is kept.
    var beginnings: Set<String> {
        var result: Set<String> = []
        for word in words {
            for length in 1...Self.longestBeginning where length <= word.count {
                result.insert(String(word.prefix(length)))
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
