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
    /// The words in their order, the same without particles, so that "Ana de Paz" is found for "Ana Paz", and without initials as well, so
    /// that "Ana M. Paz" is.
    let spellings: [[String]]
    /// Words of links, addresses and handles, in which several names may be joined.
    let linked: Set<String>
    /// A longer word of a link is not searched for names.
    static let longestLinked = 40
    private let ownWords: [[String]]
    private let ownJoined: [String]

    fileprivate init(_ folded: String, reading: String, own: [String]) {
        let words = Self.words(folded), bare = Self.bare(words), plain = Self.withoutInitials(bare)
        spellings = [words] + (bare.count < words.count ? [bare] : []) + (plain.count < bare.count ? [plain] : [])
        linked = Self.linked(in: reading)
        ownWords = own.flatMap { name in
            let words = Self.words(name), bare = Self.bare(words)
            return [words, bare, Self.withoutInitials(bare)]
        }
        ownJoined = own.map { $0.filter { $0 != " " } }
    }

    static func words(_ folded: String) -> [String] {
        folded.utf8.split(separator: 32).compactMap { String($0) }
    }

    private static func bare(_ words: [String]) -> [String] {
        // No particle is longer than three letters.
        words.filter { $0.utf8.count > 3 || !Redaction.particles.contains($0) }
    }

    /// The words without a letter that stands alone between two others.
    private static func withoutInitials(_ words: [String]) -> [String] {
        guard words.contains(where: isInitial) else { return words }
        return words.enumerated().filter { place, word in
            place == 0 || place == words.count - 1 || !isInitial(word)
        }.map(\.element)
    }

    private static func isInitial(_ word: String) -> Bool {
        guard word.utf8.count <= 4, let letter = word.unicodeScalars.first, word.unicodeScalars.count == 1 else {
            return false
        }
        return letter.properties.isAlphabetic && !Folding.isDense(letter)
    }

    private static func linked(in reading: String) -> Set<String> {
        guard reading.utf8.contains(where: isLinkSign) else { return [] }
        var words: Set<String> = []
        for token in TextReadings.words(of: reading) {
            // A sign at the end of a word only ends a sentence.
            guard token.utf8.count <= 300, words.count < 500, let end = token.utf8.lastIndex(where: isLetter),
                token.utf8[..<end].contains(where: isLinkSign)
            else { continue }
            for word in Self.words(Redaction.skeleton(String(token))) where word.count > 5 { words.insert(word) }
        }
        return words
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        byte > 0x7F || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    }

    private static func isLinkSign(_ byte: UInt8) -> Bool {
        switch byte {
        // / @ # _ = .
        case 0x2F, 0x40, 0x23, 0x5F, 0x3D, 0x2E: true
        default: false
        }
    }

    /// Whether the words stand side by side anywhere but within the recipient's own name.
    func holds(words wanted: some Collection<String>) -> Bool {
        let wanted = Array(wanted)
        return spellings.contains { stands(wanted, in: $0) }
    }

    /// All letters without spaces, for scripts that put none between words; the recipient's own name is taken out.
    var letters: String {
        ownJoined.reduce(spellings.first?.joined() ?? "") { $0.replacing($1, with: "|") }
    }

    /// Whether a word that joins names is the recipient's own name.
    func isOwn(joined word: String) -> Bool { ownJoined.contains { $0.contains(word) } }

    /// Whether an occurrence reaches beyond every place where the recipient's own name stands.
    private func stands(_ wanted: [String], in words: [String]) -> Bool {
        func places(of phrase: [String]) -> [Range<Int>] {
            guard !phrase.isEmpty, words.count >= phrase.count else { return [] }
            return (0...(words.count - phrase.count))
                .filter { words[$0] == phrase[0] && words[$0..<($0 + phrase.count)].elementsEqual(phrase) }
                .map { $0..<($0 + phrase.count) }
        }
        let own = ownWords.flatMap(places)
        return places(of: wanted).contains { place in
            !own.contains { $0.lowerBound <= place.lowerBound && place.upperBound <= $0.upperBound }
        }
    }
}
