/// A text in which names are searched for, in each of the ways a person may read it.
struct FoldedText {
    /// The text as it stands first, then its other readings that differ from it.
    let pages: [FoldedPage]
    /// Every mail address that stands there as a whole, and not as the end or the beginning of another; without what follows a `+`, too.
    let addresses: Set<String>

    /// - Parameter own: names of the recipient. A single word is not used: others may have the same name.
    init(_ text: String, own names: [String]) {
        let readings = TextReadings(text).all
        let own = names.map(Redaction.skeleton).filter {
            $0.contains(" ") || $0.unicodeScalars.contains(where: Folding.isDense)
        }
        var seen: Set<String> = [], pages: [FoldedPage] = [], addresses: Set<String> = []
        for reading in readings {
            let folded = Redaction.skeleton(reading)
            if seen.insert(folded).inserted { pages.append(FoldedPage(folded, reading: reading, own: own)) }
            if reading.unicodeScalars.contains(where: AddressText.isSign) {
                addresses.formUnion(AddressText(reading).addresses)
            }
        }
        self.pages = pages
        self.addresses = addresses
    }
}

/// One reading of a text: its words without case and accents, with the places of the recipient's own name.
struct FoldedPage {
    /// The words in their order, and the same without particles, so that "Ana de Paz" is found for "Ana Paz".
    let spellings: [[String]]
    /// Words of links, addresses and handles, in which several names may be joined.
    let linked: Set<String>
    /// A longer word of a link is not searched for names.
    static let longestLinked = 40
    private let texts: [String]
    private let dense: String
    private let ownWords: [[Substring]]
    private let ownJoined: [String]

    fileprivate init(_ folded: String, reading: String, own: [String]) {
        let bare = Self.bare(folded)
        texts = (bare == folded ? [folded] : [folded, bare]).map { " \($0) " }
        spellings = texts.map { $0.split(separator: " ").map(String.init) }
        linked = Self.linked(in: reading)
        ownWords = (own + own.map(Self.bare)).map { $0.split(separator: " ") }
        ownJoined = own.map { $0.filter { $0 != " " } }
        dense = ownJoined.reduce(folded.filter { $0 != " " }) { $0.replacing($1, with: "|") }
    }

    private static func bare(_ folded: String) -> String {
        folded.split(separator: " ").filter { !Redaction.particles.contains(String($0)) }.joined(separator: " ")
    }

    private static func linked(in reading: String) -> Set<String> {
        guard reading.utf8.contains(where: isLinkSign) else { return [] }
        var words: Set<String> = []
        for token in reading.split(whereSeparator: \.isWhitespace) {
            // A sign at the end of a word only ends a sentence.
            let word = token.utf8.reversed().drop { !isLetter($0) }
            guard token.utf8.count <= 300, words.count < 500, word.contains(where: isLinkSign) else { continue }
            words.formUnion(
                Redaction.skeleton(String(token)).split(separator: " ").map(String.init).filter { $0.count > 5 })
        }
        return words
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte > 0x7F || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }

    private static func isLinkSign(_ byte: UInt8) -> Bool { "/@#_=.".utf8.contains(byte) }

    /// Whether the words stand side by side anywhere but within the recipient's own name.
    func holds(words wanted: String) -> Bool {
        let phrase = " \(wanted) "
        return texts.contains { text in
            text.contains(phrase) && (ownWords.isEmpty || stands(wanted.split(separator: " "), in: text))
        }
    }

    /// Whether the letters stand anywhere, be it in the middle of others.
    func holds(dense wanted: String) -> Bool { dense.contains(wanted) }

    /// Whether a word that joins names is the recipient's own name.
    func isOwn(joined word: String) -> Bool { ownJoined.contains { $0.contains(word) } }

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
