/// Finds people in text that is meant to hold none of them.
public enum Redaction {
    /// The first person of whom two names, a mail address or a number stand in the text, or `nil`.
    ///
    /// Letter case, accents, punctuation and Markdown's marks do not matter, nor does the order of the two names; they
    /// must be whole words side by side. A lone name is not searched for unless it is all there is: it would be found in
    /// ordinary prose.
    /// - Parameter recipient: whose own name and address may stand there; what lies wholly in that name is nobody else's.
    public static func firstDisclosed(
        in text: String, of contacts: [Contact], to recipient: Contact? = nil
    ) -> Contact.ID? {
        HiddenPeople(contacts).firstDisclosed(in: text, to: recipient)
    }

    /// How a name is searched for.
    enum NameForm {
        /// By every two of these parts, either first.
        case pairs([String])
        /// As it is: it has one part besides particles, and is long or has a particle.
        case phrase(String)
        /// Letter by letter: it is of a script that puts no space between words.
        case dense(String)
        case nothing
    }

    static func form(of name: String) -> NameForm {
        let whole = fold(name)
        if whole.unicodeScalars.contains(where: isDense) {
            let dense = whole.filter { $0 != " " }
            return dense.count > 1 ? .dense(dense) : .nothing
        }
        let parts = whole.split(separator: " ").map(String.init).filter { !particles.contains($0) }
        guard parts.count < 2 else { return .pairs(parts) }
        return whole.contains(" ") || whole.count > 7 ? .phrase(whole) : .nothing
    }

    /// Han, kana, Hangul, Thai, Lao, Myanmar and Khmer: names are short, and stand in the middle of others' letters.
    static func isDense(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x9FFF, 0xAC00...0xD7A3,
            0xF900...0xFAFF, 0x20000...0x3FFFF:
            true
        default: false
        }
    }

    /// The text without the lines that name someone.
    /// - Parameter contacts: those who must not stand in it.
    public static func withholding(_ contacts: [Contact], from text: String) -> String {
        let named = contacts.filter { firstDisclosed(in: text, of: [$0]) != nil }
        guard !named.isEmpty else { return text }
        let kept = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            firstDisclosed(in: String(line), of: named) == nil ? String(line) : withheld
        }.joined(separator: "\n")
        // A name that runs over a line's end is found in the whole only.
        return firstDisclosed(in: kept, of: named) == nil ? kept : withheld
    }

    /// The first of these phrases that stands in the text, in whatever case, accents and punctuation; ordinary short words are passed
    /// over.
    public static func firstPhrase(in text: String, of phrases: [String], but allowed: [String]) -> String? {
        let page = " \(fold(text)) ", known = Set(allowed.map(fold))
        return phrases.first { phrase in
            let words = fold(phrase)
            return words.count > 3 && !known.contains(words) && page.contains(" \(words) ")
        }
    }

    /// Whether a text is nothing but a part of a name, longer than initials.
    public static func isPart(_ text: String, of name: String) -> Bool {
        let parts = Set(words(of: name))
        return isMoreThanInitials(text) && words(of: text).allSatisfy(parts.contains)
    }

    /// Whether a text has a word that could be a name's; initials and particles are none.
    public static func isMoreThanInitials(_ text: String) -> Bool {
        words(of: text).contains { $0.count > 3 && !particles.contains($0) }
    }

    /// What an organization is called, folded: its names with and without what stands in brackets, and capitals in brackets.
    static func phrases(of organization: Organization) -> [String] {
        let names = [organization.name] + organization.names.values
        let parts = names.flatMap { name -> [String] in
            guard let open = name.firstIndex(of: "("), let close = name[open...].firstIndex(of: ")") else {
                return [name]
            }
            let inner = String(name[name.index(after: open)..<close])
            let isShort = inner.count > 2 && inner.allSatisfy { $0.isUppercase || $0 == "-" }
            return [name, String(name[..<open])] + (isShort ? [inner] : [])
        }
        return Array(Set(parts.map(fold))).filter { $0.count > 2 }.sorted()
    }

    /// Whether the whole name stands in the text as words of its own, be it a single one. In a search for mentions a hit too many
    /// does no harm.
    public static func names(_ contact: Contact, standIn text: String) -> Bool {
        let name = fold(contact.name)
        return !name.isEmpty && " \(fold(text)) ".contains(" \(name) ")
    }

    private static let withheld = "[withheld: names another person]"

    /// The last digits by which a number is known however they are grouped; `nil` where there are fewer than seven.
    static func number(in address: String) -> [UInt8]? {
        let digits = digits(of: address)
        return digits.count >= numberLengths.lowerBound ? Array(digits.suffix(numberLengths.upperBound)) : nil
    }

    /// How many last digits a number is known by.
    static let numberLengths = 7...8

    /// The values of all digits, of any script.
    static func digits(of text: String) -> [UInt8] { text.compactMap(digit) }

    /// Runs of digits with nothing between them but what people put into numbers.
    static func numbers(in text: String) -> [[UInt8]] {
        var runs: [[UInt8]] = [[]]
        for character in text {
            if let digit = digit(character) {
                runs[runs.count - 1].append(digit)
            } else if !" -./()+\u{A0}".contains(character), runs.last?.isEmpty == false {
                runs.append([])
            }
        }
        return runs
    }

    private static func digit(_ character: Character) -> UInt8? {
        character.isNumber ? character.wholeNumberValue.flatMap { $0 < 10 ? UInt8(exactly: $0) : nil } : nil
    }

    static let particles: Set<String> = [
        "da", "das", "de", "del", "der", "di", "do", "dos", "du", "el", "la", "las", "le", "los", "van", "von", "y",
        "e", "al", "bin", "ben", "ibn",
    ]

    /// The words of a name, without case and accents.
    public static func words(of name: String) -> [String] { fold(name).split(separator: " ").map(String.init) }

    /// Words without accents, parted by single spaces.
    static func fold(_ text: String) -> String {
        var result = String.UnicodeScalarView(), isBetween = false
        for scalar in text.unicodeScalars {
            guard let plain = plain(scalar) else { continue }
            guard isPartOfWord(plain) else {
                isBetween = true
                continue
            }
            if isBetween, !result.isEmpty { result.append(" ") }
            isBetween = false
            if (0x41...0x5A).contains(plain.value) {
                result.append(Unicode.Scalar(UInt8(plain.value) + 32))
            } else if plain.value < 0x80 {
                result.append(plain)
            } else {
                for small in plain.properties.lowercaseMapping.unicodeScalars {
                    result.append(contentsOf: alike[small].map { Array($0.unicodeScalars) } ?? [small])
                }
            }
        }
        return String(result)
    }

    /// The letter under an accent; a sign that parts words for what looks like an apostrophe; `nil` for what has no width.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0..<0x80: return scalar
        case 0xB4, 0x2B9, 0x2BC, 0x2018, 0x2019: return "'"
        // Full-width letters and digits.
        case 0xFF01...0xFF5E: return Unicode.Scalar(scalar.value - 0xFEE0)
        default:
            if scalar.properties.isDiacritic || scalar.properties.generalCategory == .format { return nil }
            return base(scalar)
        }
    }

    /// Letters outside ASCII that are written for each other, or with an accent that Unicode's names do not tell of.
    private static let alike: [Unicode.Scalar: String] = [
        "ß": "ss", "ı": "i", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "й": "и", "ё": "е", "ї": "і", "ў": "у",
        "ѓ": "г", "ќ": "к", "ѐ": "е", "ѝ": "и", "ά": "α", "έ": "ε", "ή": "η", "ί": "ι", "ό": "ο", "ύ": "υ", "ώ": "ω",
        "ϊ": "ι", "ϋ": "υ", "ΐ": "ι", "ΰ": "υ", "ς": "σ",
    ]

    /// Letters, digits, and the signs that scripts put onto letters.
    private static func isPartOfWord(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: return true
        case 0..<0x80: return false
        default:
            let character = Character(scalar)
            if character.isLetter || character.isNumber { return true }
            switch scalar.properties.generalCategory {
            case .nonspacingMark, .spacingMark, .enclosingMark: return true
            default: return false
            }
        }
    }

    /// The letter under an accent, by the name Unicode gives it: `LATIN SMALL LETTER E WITH ACUTE`.
    private static func base(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard scalar.value > 0xBF, let name = scalar.properties.name, name.hasPrefix("LATIN ") else { return scalar }
        let words = name.split(separator: " ")
        guard words.count > 4, words[4] == "WITH", words[3].unicodeScalars.count == 1 else { return scalar }
        return words[3].unicodeScalars.first ?? scalar
    }
}
