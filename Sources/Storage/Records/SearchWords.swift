internal import Foundation

/// A text as the search sees it: words without case, accents and width.
struct SearchWords {
    /// The index holds the beginnings of words up to this length; a longer one is told apart after opening.
    static let longestBeginning = 6

    let words: Set<String>

    init(_ texts: [String]) {
        words = Set(
            texts.flatMap { text in
                text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
                    .split { !$0.isLetter && !$0.isNumber }.flatMap(Self.pieces)
            })
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
