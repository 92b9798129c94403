/// The ways in which a person may read a text: as it stands, with the escapes of links and pages undone and their marks taken out, with
/// joined words parted, and with signs that stand for letters.
struct TextReadings {
    let all: [String]

    init(_ text: String) {
        var all = [text]
        if text.utf8.contains(where: { $0 == 0x25 || $0 == 0x26 || $0 == 0x3C }) {
            let plain = Self.withoutEntities(Self.withoutPercents(text)), bare = Self.withoutMarks(plain)
            if plain != text { all.append(plain) }
            if bare != plain { all.append(bare) }
        }
        self.all = all + all.flatMap(Self.variants)
    }

    /// The words that can be read otherwise, each with two words on either side; a text of its own for each way.
    private static func variants(_ text: String) -> [String] {
        let words = words(of: text), spelled = words.map(spelled)
        let isDouble = spelled.contains { $0.map { $0.0 != $0.1 } ?? false }
        let ways = [words.map(parted), spelled.map { $0?.0 }] + (isDouble ? [spelled.map { $0?.1 }] : [])
        return ways.compactMap { way in
            var isKept = [Bool](repeating: false, count: words.count)
            for place in words.indices where way[place] != nil {
                for near in max(0, place - 2)..<min(words.count, place + 3) { isKept[near] = true }
            }
            guard isKept.contains(true) else { return nil }
            var result: [String] = []
            for place in words.indices {
                if isKept[place] {
                    result.append(way[place] ?? String(words[place]))
                } else if place > 0, isKept[place - 1] {
                    // A number parts what did not stand side by side.
                    result.append("0")
                }
            }
            return result.joined(separator: " ")
        }
    }

    /// What stands between spaces and ends of lines.
    static func words(of text: String) -> [Substring] {
        text.unicodeScalars.split(whereSeparator: isSpace).map { Substring($0) }
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x80
            ? scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
    }

    /// `%C3%81na%20Paz` as `Ána Paz` (RFC 3986 section 2.1).
    private static func withoutPercents(_ text: String) -> String {
        guard text.utf8.contains(0x25) else { return text }
        var bytes: [UInt8] = [], rest = text.utf8[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(2)
            if byte == 0x25, digits.count == 2, let code = UInt8(String(decoding: digits, as: UTF8.self), radix: 16) {
                bytes.append(code)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// `&#193;na`, `&#xC1;na` and `&Aacute;na` as `Ána`.
    private static func withoutEntities(_ text: String) -> String {
        guard text.utf8.contains(0x26) else { return text }
        var result = "", rest = text[...]
        while let mark = rest.firstIndex(of: "&") {
            result += rest[..<mark]
            rest = rest[rest.index(after: mark)...]
            guard let end = rest.prefix(12).firstIndex(of: ";"), let letter = letter(named: rest[..<end]) else {
                result += "&"
                continue
            }
            result += letter
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    /// `Be<b>rta</b><br>Paz` as `Berta Paz`.
    private static func withoutMarks(_ text: String) -> String {
        guard text.utf8.contains(0x3C) else { return text }
        var result = "", rest = text[...]
        while let start = rest.firstIndex(of: "<") {
            result += rest[..<start]
            rest = rest[start...]
            let name = rest.dropFirst().drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
            guard let end = rest.prefix(300).firstIndex(of: ">"),
                rest.dropFirst().first == "!" || name.first?.isLetter ?? false
            else {
                result.append(rest.removeFirst())
                continue
            }
            result += blocks.contains(name) ? " " : ""
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    /// What parts the words on its two sides.
    private static let blocks: Set<String> = [
        "br", "p", "div", "td", "th", "tr", "li", "ul", "ol", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "dt",
        "dd",
    ]

    private static let accents = [
        "acute", "grave", "circ", "tilde", "uml", "cedil", "ring", "slash", "caron", "breve", "macr", "ogon",
    ]

    private static func letter(named name: Substring) -> String? {
        if name.hasPrefix("#") {
            let digits = name.dropFirst(), isHex = digits.first.map { "xX".contains($0) } ?? false
            return UInt32(isHex ? digits.dropFirst() : digits, radix: isHex ? 16 : 10).flatMap(Unicode.Scalar.init)
                .map { String(Character($0)) }
        }
        switch name {
        case "nbsp", "ensp", "emsp", "thinsp": return " "
        case "shy", "zwj", "zwnj", "lrm", "rlm": return ""
        case "amp": return "&"
        case "apos", "rsquo", "lsquo": return "'"
        case "szlig": return "ss"
        case "aelig", "AElig": return "ae"
        case "commat": return "@"
        case "period": return "."
        default:
            // The accent does not matter for what is looked for.
            guard let first = name.first, first.isLetter, accents.contains(String(name.dropFirst())) else { return nil }
            return String(first)
        }
    }

    /// `CarlosRuiz` as `Carlos Ruiz`, as rooms are called in links; `nil` where nothing is joined so.
    private static func parted(_ word: Substring) -> String? {
        var wasSmall = false
        let ends = word.unicodeScalars.indices.filter { place in
            let scalar = word.unicodeScalars[place]
            defer { if !isMark(scalar) { wasSmall = isSmall(scalar) } }
            return wasSmall && isCapital(scalar)
        }
        guard let first = ends.first else { return nil }
        let starts = ends.dropFirst() + [word.endIndex]
        return zip(ends, starts).reduce(String(word[..<first])) { $0 + " " + word[$1.0..<$1.1] }
    }

    private static func isSmall(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x80 ? (97...122).contains(scalar.value) : scalar.properties.isLowercase
    }

    private static func isCapital(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x80 ? (65...90).contains(scalar.value) : scalar.properties.isUppercase
    }

    /// What is seen at its letter or not at all: accents, joiners, soft hyphens.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value > 0x7F else { return false }
        if scalar.properties.isDefaultIgnorableCodePoint { return true }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }

    /// `C4r1os` as `Carlos` and `Carios`, and a capital I among small letters as l; `nil` where nothing is written so.
    private static func spelled(_ word: Substring) -> (String, String)? {
        guard word.utf8.contains(where: isSpelling) else { return nil }
        let letters = Array(word.unicodeScalars)
        func isLetter(_ place: Int) -> Bool {
            letters.indices.contains(place) && letters[place].properties.isAlphabetic
        }
        func standsSmall(_ place: Int) -> Bool { letters.indices.contains(place) && isSmall(letters[place]) }
        var first = String.UnicodeScalarView(), second = String.UnicodeScalarView(), isSpelled = false
        for (place, scalar) in letters.enumerated() {
            var pair = (scalar, scalar)
            if let capital = Folding.capital(scalar) {
                pair = (capital, capital)
            } else if scalar == "I", standsSmall(place - 1), standsSmall(place + 1) {
                pair = ("l", "l")
            } else if let sign = signs[scalar], isLetter(place - 1) || isLetter(place + 1) {
                pair = (sign, sign == "l" ? "i" : sign)
            }
            isSpelled = isSpelled || pair.0 != scalar
            first.append(pair.0)
            second.append(pair.1)
        }
        return isSpelled ? (String(first), String(second)) : nil
    }

    /// Digits and signs that stand for letters, the capital I, and the beginning of letters of other alphabets.
    private static func isSpelling(_ byte: UInt8) -> Bool {
        switch byte {
        // 0 1 3 4 5 7 8 | ! $ @ I
        case 0x30, 0x31, 0x33...0x35, 0x37, 0x38, 0x7C, 0x21, 0x24, 0x40, 0x49, 0x80...: true
        default: false
        }
    }

    private static let signs: [Unicode.Scalar: Unicode.Scalar] = [
        "0": "o", "1": "l", "|": "l", "!": "l", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "$": "s", "@": "a",
    ]
}
