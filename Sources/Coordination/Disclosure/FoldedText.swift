/// A text in which names are searched for: its words without case and accents, with the places of the recipient's own name.
struct FoldedText {
    private let lowered: [UInt8]
    /// The words in their order, and the same without particles.
    let spellings: [[String]]
    private let words: String
    private let dense: String
    /// The same without particles, so that "Ana de Paz" is found for "Ana Paz".
    private let bare: String
    private let ownWords: [[Substring]]

    /// - Parameter own: names of the recipient; a single word is not one, for it may be anybody's.
    init(_ text: String, own names: [String]) {
        lowered = Array(text.lowercased().utf8)
        let folded = Redaction.fold(text)
        words = " \(folded) "
        let plain = Self.bare(folded)
        bare = " \(plain) "
        spellings = (plain == folded ? [folded] : [folded, plain]).map { $0.split(separator: " ").map(String.init) }
        let own = names.map(Redaction.fold)
            .filter { $0.contains(" ") || $0.unicodeScalars.contains(where: Redaction.isDense) }
        ownWords = (own + own.map(Self.bare)).map { $0.split(separator: " ") }
        dense = own.reduce(folded.filter { $0 != " " }) { $0.replacing($1.filter { $0 != " " }, with: "|") }
    }

    private static func bare(_ folded: String) -> String {
        folded.split(separator: " ").filter { !Redaction.particles.contains(String($0)) }.joined(separator: " ")
    }

    /// Whether the words stand side by side anywhere but within the recipient's own name.
    func holds(words wanted: String) -> Bool {
        let phrase = " \(wanted) "
        return [words, bare].contains { text in
            text.contains(phrase) && (ownWords.isEmpty || stands(wanted.split(separator: " "), in: text))
        }
    }

    /// Whether the letters stand anywhere, be it in the middle of others.
    func holds(dense wanted: String) -> Bool { dense.contains(wanted) }

    /// Every address that stands there as a whole, and not as the end or the beginning of another.
    var addresses: [String] {
        func isLetter(_ byte: UInt8) -> Bool { (48...57).contains(byte) || (97...122).contains(byte) }
        func isLocal(_ byte: UInt8) -> Bool { isLetter(byte) || "!#$%&'*+-/=?^_`{|}~.".utf8.contains(byte) }
        func isDomain(_ byte: UInt8) -> Bool { isLetter(byte) || byte == 45 || byte == 46 }
        var found: [String] = []
        for at in lowered.indices where lowered[at] == 64 {
            var start = at, end = at + 1
            while start > 0, isLocal(lowered[start - 1]) { start -= 1 }
            while end < lowered.count, isDomain(lowered[end]) { end += 1 }
            while end > at + 1, !isLetter(lowered[end - 1]) { end -= 1 }
            guard end > at + 1 else { continue }
            let domain = String(decoding: lowered[at..<end], as: UTF8.self)
            // Signs that may begin an address may also stand before one, so every beginning after such a sign is one.
            for first in max(start, at - 64)..<at where first == start || !isLetter(lowered[first - 1]) {
                let before = first > 1 && "._%+-".utf8.contains(lowered[first - 1]) && isLetter(lowered[first - 2])
                if !before { found.append(String(decoding: lowered[first..<at], as: UTF8.self) + domain) }
            }
        }
        return found
    }

    /// Whether an occurrence reaches beyond every place where the recipient's own name stands.
    private func stands(_ wanted: [Substring], in text: String) -> Bool {
        let all = text.split(separator: " ")
        func places(of phrase: [Substring]) -> [Range<Int>] {
            guard !phrase.isEmpty, all.count >= phrase.count else { return [] }
            return (0...(all.count - phrase.count)).filter { all[$0..<($0 + phrase.count)].elementsEqual(phrase) }
                .map { $0..<($0 + phrase.count) }
        }
        let own = ownWords.flatMap(places)
        return places(of: wanted).contains { place in
            !own.contains { $0.lowerBound <= place.lowerBound && place.upperBound <= $0.upperBound }
        }
    }
}
