/// Reads case references by the forms of the mechanisms' files.
public struct ReferenceReader: Sendable {
    private let forms: [(mechanism: Mechanism.ID, form: ReferenceForm)]
    private let countries: Set<String>
    private let language: Language

    /// - Parameters:
    ///   - countries: the ISO 3166-1 alpha-3 codes that letters may carry.
    ///   - language: in which the references are printed.
    public init(mechanisms: [Mechanism], countries: Set<String>, printingIn language: Language = .english) {
        forms = mechanisms.flatMap { mechanism in mechanism.references.map { (mechanism.id, $0) } }
        self.countries = countries
        self.language = language
    }

    /// - Throws: `Problem.badData` that says what is wrong with the nearest form.
    public func read(_ text: String) throws -> Reference {
        let folded = Self.fold(text)
        guard !folded.isEmpty else { throw problem("empty", in: text) }
        var complaints: [Problem] = [], found: [Reference] = []
        for (mechanism, form) in forms {
            do {
                guard let parts = try match(folded, form) else { continue }
                let printed = form.printedIn?[language.rawValue] ?? form.printed
                found.append(
                    Reference(
                        mechanism: mechanism, normal: parts.fill(form.normal), printed: parts.fill(printed),
                        original: text))
            } catch let complaint as Problem {
                complaints.append(complaint)
            }
        }
        if let other = found.first(where: { $0.mechanism != found[0].mechanism }) {
            throw Problem(
                .badData, "'\(text.prefix(60))' may be of \(found[0].mechanism) or of \(other.mechanism)",
                remedy: "Say which with --mechanism.")
        }
        if let reference = found.first { return reference }
        throw complaints.first ?? problem("no mechanism's form fits", in: text)
    }

    private func problem(_ why: String, in text: String) -> Problem {
        Problem(
            .badData, "'\(text.prefix(60))' is not a reference: \(why)",
            remedy:
                "Write it as the mechanism prints it, for example MC-204-17, AL CAN 3/2026 or ACHPR/Res.570 (LXXVII) 2023."
        )
    }

    /// The parts of a text in one form; `nil` where the form's words are not there.
    private func match(_ text: String, _ form: ReferenceForm) throws -> ReferenceParts? {
        switch form.shape {
        case .symbol: return symbol(text, form)
        case .letter: return try letter(text, form)
        case .dottedNumber, .numberAndYear, .sessionResolution: break
        }
        let words = form.words.map(Self.fold).sorted { $0.count > $1.count }
        guard let word = words.first(where: { Self.announces($0, text) }) else { return nil }
        var scan = ReferenceScanner(text.dropFirst(word.count))
        var parts = ReferenceParts(kind: form.kinds[word.uppercased()] ?? "")
        scan.skip(" .-")
        // `Precautionary Measure PM 51-15`
        for again in words where again != word { scan.skip(word: again) }
        if word.hasPrefix("res") { scan.skipWords() }
        scan.skip(" .-")
        scan.skipNumberSign()
        switch form.shape {
        case .dottedNumber:
            guard let digits = scan.digits(allowingDots: true) else { throw problem("no number", in: text) }
            parts.number = digits
        case .sessionResolution:
            guard let digits = scan.digits() else { throw problem("no number", in: text) }
            parts.number = digits
            scan.skip(" ")
            guard let roman = scan.parenthesized(), !roman.isEmpty else { throw problem("no session", in: text) }
            let numeral = roman.lowercased().hasPrefix("ext.os/") ? String(roman.dropFirst(7)) : roman
            guard let session = RomanNumeral.value(of: numeral) else { throw problem("roman numeral", in: text) }
            parts.session = session
            parts.roman = numeral.uppercased()
            if numeral != roman { parts.extraordinary = "EXT" }
            scan.skip(" ")
            parts.year = try year(scan.digits(), in: text)
        default:
            guard let digits = scan.digits() else { throw problem("no number", in: text) }
            parts.number = digits
            guard scan.skipSeparator() else { throw problem(scan.isAtEnd ? "no year" : "trailing text", in: text) }
            let written = scan.digits()
            parts.year = try year(written, in: text)
            guard form.yearDigits == nil || form.yearDigits == written?.count,
                digits.count >= form.fewestDigits ?? 0, digits.count <= form.mostDigits ?? .max
            else { throw problem("another mechanism's form has these digits", in: text) }
        }
        return try finished(parts, scan, text)
    }

    private func letter(_ text: String, _ form: ReferenceForm) throws -> ReferenceParts? {
        var words = text.split(separator: " ").map { $0.uppercased() }
        var parts = ReferenceParts(kind: "")
        guard words.count >= 2 else { return nil }
        if let kind = form.kinds[words[0]] {
            parts.kind = kind
            words.removeFirst()
        } else if words.count != 2 || !countries.contains(words[0]) {
            return nil
        }
        guard let country = words.first, words.count == 2, countries.contains(country) else {
            throw problem("country code", in: text)
        }
        parts.country = country
        var scan = ReferenceScanner(Substring(words[1]))
        guard let number = scan.digits(), scan.skipSeparator() else { throw problem("no year", in: text) }
        parts.number = number
        let digits = scan.digits()
        guard digits?.count == 4 else { throw problem("UN letters carry a four-digit year", in: text) }
        parts.year = try year(digits, in: text)
        return try finished(parts, scan, text)
    }

    private func symbol(_ text: String, _ form: ReferenceForm) -> ReferenceParts? {
        let upper = text.uppercased()
        guard form.words.contains(where: { upper.hasPrefix($0.uppercased()) }),
            upper.utf8.allSatisfy({ (65...90).contains($0) || (47...57).contains($0) || $0 == 46 }),
            upper.last?.isNumber == true
        else { return nil }
        var parts = ReferenceParts(kind: "")
        parts.symbol = upper
        parts.number = "1"
        return parts
    }

    private func finished(_ parts: ReferenceParts, _ scan: ReferenceScanner, _ text: String) throws -> ReferenceParts {
        guard scan.isAtEnd else { throw problem("trailing text", in: text) }
        guard parts.number.contains(where: { $0 != "0" }) else { throw problem("number is zero", in: text) }
        return parts
    }

    /// Two digits are read as 1951 to 2050; four must lie between 1950 and 2100.
    private func year(_ digits: String?, in text: String) throws -> Int {
        guard let digits, let value = Int(digits) else { throw problem("no year", in: text) }
        switch digits.count {
        case 2: return value <= 50 ? 2000 + value : 1900 + value
        case 4 where (1950...2100).contains(value): return value
        case 4: throw problem("year", in: text)
        default: throw problem("year needs two or four digits", in: text)
        }
    }

    /// The word stands at the beginning and does not run on into another word.
    private static func announces(_ word: String, _ text: String) -> Bool {
        guard text.hasPrefix(word) else { return false }
        return text.dropFirst(word.count).first.map { !$0.isLetter } ?? true
    }

    /// Lowercase, one space, plain hyphens.
    static func fold(_ text: String) -> String {
        let plain = text.map { character -> Character in
            switch character {
            case "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2014}", "\u{2212}": "-"
            default: character.isWhitespace ? " " : character
            }
        }
        var text = String(plain).lowercased().split(separator: " ").joined(separator: " ")
        // What people write around a reference, and between its parts.
        for opening in ["ref.: ", "ref.:", "ref: ", "ref. ", "reference: ", "referencia: ", "référence: "]
        where text.hasPrefix(opening) {
            text = String(text.dropFirst(opening.count))
        }
        for word in ["resolution ", "résolution ", "resolución ", "resolução "] where text.hasPrefix("\(word)achpr") {
            text = String(text.dropFirst(word.count))
        }
        for letters in ["m.c.", "p.m."] where text.hasPrefix(letters) {
            text = letters.filter(\.isLetter) + text.dropFirst(letters.count)
        }
        text = text.replacing(/(\d) ?([-\/]) ?(\d)/) { "\($0.1)\($0.2)\($0.3)" }
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}
