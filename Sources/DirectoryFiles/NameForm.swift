internal import Coordination

/// A person's name as it is spoken: without courtesy titles, given names first, and not in capitals.
struct NameForm {
    let words: ImportWords

    /// - Returns: `nil` where the name is in that form already.
    func tidied(_ name: String) -> String? {
        var parts = untitled(turned(untitled(name).joined(separator: " ")))
        if isSurnameFirst(parts) {
            let count = parts.prefix { Self.isCapitals($0) }.count
            parts = Array(parts.dropFirst(count) + parts.prefix(count))
        }
        let isShouted = parts.count > 1 && parts.allSatisfy { Self.isCapitals($0) || Self.isInitial($0) }
        let isOneOfSeveral = parts.count > 1
        parts = parts.enumerated().map { index, part in
            let isLoud = Self.isCapitals(part) && part.count > 2 && isOneOfSeveral
            return (isShouted || isLoud) && !Self.isInitial(part) && !Self.suffixes.contains(part.lowercased())
                ? Self.lowered(part, isFirst: index == 0) : part
        }
        let result = parts.joined(separator: " ")
        return result == name ? nil : result
    }

    /// Without `Dra.` and `Abog.`, but never without all of the name.
    private func untitled(_ name: String) -> [String] {
        var parts = name.split(separator: " ").map(String.init)
        while parts.count > 1, let first = parts.first, isTitle(first, beside: parts) { parts.removeFirst() }
        return parts
    }

    /// `Domínguez Ramírez, Iñaki` is Iñaki Domínguez Ramírez.
    private func turned(_ name: String) -> String {
        let halves = name.split(separator: ",", omittingEmptySubsequences: false).map { String($0).trimmed }
        guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else { return name }
        let isAfterName =
            Self.suffixes.contains(ImportWords.key(halves[1])) || words.code("honorific", halves[1]) != nil
        return isAfterName ? halves[0] : "\(halves[1]) \(halves[0])"
    }

    private static let suffixes: Set<String> = [
        "jr", "sr", "ii", "iii", "iv", "phd", "ph d", "md", "esq", "mp", "obe", "sj",
    ]

    private func isTitle(_ part: String, beside parts: [String]) -> Bool {
        guard words.code("honorific", part) != nil else { return false }
        // A letter alone, or a short word, is a title only with its point: `M.` and not the given name `Don`.
        return part.hasSuffix(".") || (part.count > 1 && parts.count > 2) || part.count > 3
    }

    /// `DUPONT Marie`: a surname in capitals before a given name that is not.
    private func isSurnameFirst(_ parts: [String]) -> Bool {
        let count = parts.prefix { Self.isCapitals($0) && !Self.isInitial($0) && $0.count > 2 }.count
        return count > 0 && count < parts.count && parts.dropFirst(count).allSatisfy { !Self.isCapitals($0) }
    }

    private static func isCapitals(_ part: String) -> Bool {
        let letters = part.filter(\.isLetter)
        return letters.count > 1 && letters.allSatisfy { $0.isUppercase && !$0.isLowercase }
    }

    private static func isInitial(_ part: String) -> Bool { part.filter(\.isLetter).count < 2 }

    private static let particles: Set<String> = [
        "de", "del", "la", "las", "los", "y", "e", "da", "do", "das", "dos", "di", "du", "des", "van", "von", "der",
        "den", "ten",
        "bin", "ibn", "al", "el",
    ]

    /// `MUÑOZ-O'NEIL` is Muñoz-O'Neil; `DE LA` is small but at the beginning.
    private static func lowered(_ part: String, isFirst: Bool) -> String {
        let small = part.lowercased()
        if !isFirst, particles.contains(small) { return small }
        var result = "", isBeginning = true
        for letter in small {
            result += isBeginning && letter.isLetter ? letter.uppercased() : String(letter)
            isBeginning = !letter.isLetter && !letter.isNumber
        }
        return result
    }
}
