/// Finds people in text that is meant to hold none of them.
public enum Redaction {
    /// The first person of whom two names, a mail address or a number stand in the text, or `nil`.
    ///
    /// Letter case, accents, punctuation and Markdown's marks do not matter, nor does the order of the two names; they
    /// must be whole words side by side. A lone name is not searched for unless it is all there is: it would be found in
    /// ordinary prose.
    /// - Parameter recipient: whose own name and address may stand there; another's that is a part of it is not found in it.
    public static func firstDisclosed(
        in text: String, of contacts: [Contact], to recipient: Contact? = nil
    ) -> Contact.ID? {
        let lowered = text.lowercased(), allowed = recipient?.email
        var words = " \(fold(text)) "
        for own in recipient.map({ [$0.name] + $0.otherNames }) ?? [] {
            let name = fold(own)
            if !name.isEmpty { words = words.replacing(" \(name) ", with: " | ") }
        }
        let digits = text.filter(\.isNumber)
        let bare = " \(words.split(separator: " ").filter { !particles.contains(String($0)) }.joined(separator: " ")) "
        return contacts.first { contact in
            (names(contact.name) + contact.otherNames.flatMap(names)).contains {
                bare.contains(" \($0) ") || words.contains(" \($0) ")
            }
                || contact.channels.contains { channel in
                    switch channel.kind {
                    case .email:
                        channel.address.lowercased() != allowed?.folded
                            && lowered.contains(channel.address.lowercased())
                    case .signal, .phone: isNumber(channel.address, in: digits)
                    // A place or a go-between in plain words, not an address.
                    case .inPerson: false
                    }
                }
        }?.id
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

    /// Whether the whole name stands in the text as words of its own, be it a single one. In a search for mentions a hit too many
    /// does no harm.
    public static func names(_ contact: Contact, standIn text: String) -> Bool {
        let name = fold(contact.name)
        return !name.isEmpty && " \(fold(text)) ".contains(" \(name) ")
    }

    private static let withheld = "[withheld: names another person]"

    /// What a person can be named by: every two parts of the name but particles, either first; else the name as it is, if
    /// it has two parts or is long.
    private static func names(_ name: String) -> [String] {
        let whole = fold(name)
        let parts = whole.split(separator: " ").map(String.init).filter { !particles.contains($0) }
        guard parts.count > 1 else { return whole.contains(" ") || whole.count > 7 ? [whole] : [] }
        return parts.indices.flatMap { first in
            parts.indices.filter { $0 > first }.flatMap {
                ["\(parts[first]) \(parts[$0])", "\(parts[$0]) \(parts[first])"]
            }
        }
    }

    /// Its last seven digits or more, however they are grouped.
    private static func isNumber(_ address: String, in digits: String) -> Bool {
        let number = address.filter(\.isNumber)
        return number.count >= 7 && digits.contains(number.suffix(8))
    }

    private static let particles: Set<String> = [
        "da", "das", "de", "del", "der", "di", "do", "dos", "du", "el", "la", "las", "le", "los", "van", "von", "y",
        "e", "al", "bin", "ben", "ibn",
    ]

    /// The words of a name, without case and accents.
    public static func words(of name: String) -> [String] { fold(name).split(separator: " ").map(String.init) }

    /// Words without accents, parted by single spaces.
    private static func fold(_ text: String) -> String {
        var result = String.UnicodeScalarView(), isBetween = false
        for scalar in text.unicodeScalars {
            let plain: Unicode.Scalar
            if scalar.value < 0x80 {
                plain = scalar
            } else {
                if scalar.properties.isDiacritic { continue }
                plain = base(scalar)
            }
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
                result.append(contentsOf: plain.properties.lowercaseMapping.unicodeScalars)
            }
        }
        return String(result)
    }

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
