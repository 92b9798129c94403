/// By what people are found in a text without opening every record. Whoever `HiddenPeople` finds in a text has a key in common with it;
/// having one in common does not yet mean being found.
public struct DisclosureKeys: Hashable, Sendable {
    /// Two words of a name side by side, in alphabetical order.
    public private(set) var pairs: Set<String> = []
    /// Mail addresses in lower case.
    public private(set) var addresses: Set<String> = []
    /// Words of names that are searched for whole, letters of scripts without spaces, ends of numbers, and addresses without their
    /// tag, each with a mark.
    public private(set) var others: Set<String> = []

    public init(of contact: Contact) {
        for form in Redaction.forms(of: contact) {
            switch form {
            case .pairs(let parts):
                for (place, part) in parts.enumerated() {
                    for other in parts[(place + 1)...] { pairs.insert(Self.pair(part, other)) }
                }
            case .phrase(let phrase):
                // Every word of it stands in the text; the longest is the rarest.
                let words = phrase.split(separator: " ").map(String.init)
                if let word = words.max(by: { ($0.count, $0) < ($1.count, $1) }) { others.insert("1 \(word)") }
            case .dense(let name): if let letters = Self.densePairs(of: name).first { others.insert("2 \(letters)") }
            }
        }
        for channel in contact.channels + contact.formerChannels {
            switch channel.kind {
            case .email:
                let address = channel.address.lowercased(), base = EmailAddress.base(of: address)
                addresses.insert(address)
                if base != address { others.insert("4 \(base)") }
            case .signal, .phone:
                if let digits = Redaction.number(in: channel.numberAlone) { others.insert("3 \(Self.text(digits))") }
            case .inPerson: break
            }
        }
    }

    public init(in text: String) {
        let folded = FoldedText(text, own: [])
        for page in folded.pages {
            for words in page.spellings {
                for (one, other) in zip(words, words.dropFirst()) { pairs.insert(Self.pair(one, other)) }
                for word in words { others.insert("1 \(word)") }
            }
            for word in page.linked where word.count <= FoldedPage.longestLinked {
                pairs.formUnion(Self.pairs(joinedIn: word))
            }
            for letters in Self.densePairs(of: page.spellings.first?.joined() ?? "") { others.insert("2 \(letters)") }
        }
        addresses = folded.addresses
        others.formUnion(addresses.map { "4 \($0)" })
        for digits in Redaction.numbers(in: text) {
            for length in Redaction.numberLengths where digits.count >= length {
                for start in 0...(digits.count - length) {
                    others.insert("3 \(Self.text(Array(digits[start..<(start + length)])))")
                }
            }
        }
    }

    /// Two names that a word of a link may begin or end with: `carlosruiz`, `mesa2carlosruiz`, `carlosruizlive`.
    private static func pairs(joinedIn word: String) -> Set<String> {
        let letters = Array(word), count = letters.count
        var found: Set<String> = []
        func add(_ start: Int, _ middle: Int, _ end: Int) {
            found.insert(pair(String(letters[start..<middle]), String(letters[middle..<end])))
        }
        for middle in stride(from: 2, through: count - 2, by: 1) {
            for end in stride(from: middle + 2, through: min(count, middle + 24), by: 1) { add(0, middle, end) }
            for start in stride(from: max(0, middle - 24), through: middle - 2, by: 1) { add(start, middle, count) }
        }
        return found
    }

    private static func pair(_ one: String, _ other: String) -> String {
        one < other ? "\(one) \(other)" : "\(other) \(one)"
    }

    private static func text(_ digits: [UInt8]) -> String { digits.map { "\($0)" }.joined() }

    /// Two letters side by side of which one is of a script without spaces.
    fileprivate static func densePairs(of text: String) -> [String] {
        guard text.unicodeScalars.contains(where: Folding.isDense) else { return [] }
        return zip(text, text.dropFirst()).filter { pair in
            [pair.0, pair.1].contains { $0.unicodeScalars.contains(where: Folding.isDense) }
        }.map { "\($0.0)\($0.1)" }
    }
}

extension Organization {
    /// By what it is found in a text: the longest word of each of its names, or two letters of a script without spaces.
    public var disclosureKeys: Set<String> {
        Set(
            Redaction.phrases(of: self).compactMap { phrase in
                if let letters = DisclosureKeys.densePairs(of: phrase.filter { $0 != " " }).first {
                    return "2 \(letters)"
                }
                return phrase.split(separator: " ").max { ($0.count, $0) < ($1.count, $1) }.map { "1 \($0)" }
            })
    }
}
