/// Walks over the rest of a reference from left to right.
struct ReferenceScanner {
    private var rest: Substring

    init(_ text: Substring) { rest = text }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func skip(_ characters: String) { rest = rest.drop { characters.contains($0) } }

    /// A word that may stand there once more.
    mutating func skip(word: String) {
        guard rest.hasPrefix(word), let next = rest.dropFirst(word.count).first, !next.isLetter else { return }
        rest = rest.dropFirst(word.count)
        skip(" .-")
    }

    /// `de seguimiento y levantamiento parcial` before the number of a resolution.
    mutating func skipWords() {
        let run = rest.prefix { $0.isLetter || $0 == " " || $0 == "," }
        guard run.contains(" "), rest.dropFirst(run.count).first?.isNumber == true else { return }
        rest = rest.dropFirst(run.count)
    }

    /// `no.`, `nº`, `n.º`, `n°`, `num.`, with the space behind it.
    mutating func skipNumberSign() {
        for sign in ["n.º", "n.°", "nº.", "nº", "n°", "nos.", "no.", "núm.", "num.", "n.", "no", "#"]
        where rest.hasPrefix(sign) {
            rest = rest.dropFirst(sign.count)
            break
        }
        skip(" ")
    }

    mutating func skipSeparator() -> Bool {
        guard let first = rest.first, first == "-" || first == "/" else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// Up to nine ASCII digits, or `nil`; dots between them are dropped where allowed.
    mutating func digits(allowingDots: Bool = false) -> String? {
        let run = rest.prefix { ($0.isASCII && $0.isNumber) || (allowingDots && $0 == ".") }
        let digits = run.filter { $0 != "." }
        guard !digits.isEmpty, digits.count <= 9 else { return nil }
        rest = rest.dropFirst(run.count)
        return String(digits)
    }

    /// The text between `(` and `)`, or `nil`.
    mutating func parenthesized() -> String? {
        guard rest.first == "(", let close = rest.firstIndex(of: ")") else { return nil }
        let inner = rest[rest.index(after: rest.startIndex)..<close]
        rest = rest[rest.index(after: close)...]
        return inner.split(separator: " ").joined()
    }
}
