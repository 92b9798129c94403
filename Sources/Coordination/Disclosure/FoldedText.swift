/// A text in which names are searched for: its words without case and accents, with the places of the recipient's own name.
struct FoldedText {
    private let lowered: [UInt8]
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
        bare = " \(Self.bare(folded)) "
        let own = names.map(Redaction.fold).filter { $0.contains(" ") }
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

    /// Whether an address stands there as a whole, and not as the end or the beginning of another.
    func holds(address: String) -> Bool {
        let wanted = Array(address.lowercased().utf8)
        guard let first = wanted.first, lowered.count >= wanted.count else { return false }
        func isLetter(_ place: Int) -> Bool {
            guard lowered.indices.contains(place) else { return false }
            return (48...57).contains(lowered[place]) || (97...122).contains(lowered[place])
        }
        for start in 0...(lowered.count - wanted.count)
        where lowered[start] == first && lowered[start..<(start + wanted.count)].elementsEqual(wanted) {
            let end = start + wanted.count
            let goesOn = isLetter(end) || (end < lowered.count && ".-".utf8.contains(lowered[end]) && isLetter(end + 1))
            let beganBefore =
                isLetter(start - 1) || (start > 0 && "._%+-".utf8.contains(lowered[start - 1]) && isLetter(start - 2))
            if !goesOn, !beganBefore { return true }
        }
        return false
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
