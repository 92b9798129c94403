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
    }

    /// All that a person is searched by: every name, and a pseudonym of several words.
    static func forms(of contact: Contact) -> [NameForm] {
        ([contact.name] + contact.otherNames).flatMap(forms)
            + (pseudonymPhrase(of: contact).map { [.phrase($0)] } ?? [])
    }

    /// Each script of a name is searched for by itself, so that either half of "王芳 Wang Fang" is found.
    static func forms(of name: String) -> [NameForm] {
        let words = skeleton(name).split(separator: " ").map(String.init)
        let isDense = words.map { $0.unicodeScalars.contains(where: Folding.isDense) }
        let letters = zip(words, isDense).filter(\.1).map(\.0).joined()
        let rest = zip(words, isDense).filter { !$0.1 }.map(\.0)
        var forms: [NameForm] = letters.count > 1 ? [.dense(letters)] : []
        let parts = rest.filter { !particles.contains($0) }
        if parts.count > 1 {
            forms.append(.pairs(parts))
        } else {
            let whole = rest.joined(separator: " ")
            if !parts.isEmpty, rest.count > 1 || whole.count > 7 { forms.append(.phrase(whole)) }
        }
        return forms
    }

    /// A pseudonym of two or more words, which is searched for as it is; a single word would be found in ordinary prose.
    private static func pseudonymPhrase(of contact: Contact) -> String? {
        guard let pseudonym = contact.pseudonym else { return nil }
        let words = skeleton(pseudonym)
        let parts = words.split(separator: " ").filter { part in
            part.count > 2 && !particles.contains(String(part)) && !part.allSatisfy(\.isNumber)
        }
        return parts.count > 1 ? words : nil
    }

    /// The text without the lines that name someone.
    /// - Parameters:
    ///   - contacts: those who must not stand in it.
    ///   - reader: whose own name may stand there.
    public static func withholding(_ contacts: [Contact], from text: String, to reader: Contact? = nil) -> String {
        let hidden = HiddenPeople(contacts)
        guard hidden.firstDisclosed(in: text, to: reader) != nil else { return text }
        let kept = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).map { line in
            hidden.firstDisclosed(in: String(line), to: reader) == nil ? String(line) : withheld
        }.joined(separator: "\n")
        // A name that runs over a line's end is found in the whole only.
        return hidden.firstDisclosed(in: kept, to: reader) == nil ? kept : withheld
    }

    /// The first of these phrases that stands in the text, in whatever case, accents and punctuation; ordinary short words are passed
    /// over.
    public static func firstPhrase(in text: String, of phrases: [String], but allowed: [String]) -> String? {
        let pages = TextReadings(text).all.map { " \(skeleton($0)) " }, known = Set(allowed.map(skeleton))
        return phrases.first { phrase in
            let words = skeleton(phrase)
            return words.count > 3 && !known.contains(words) && pages.contains { $0.contains(" \(words) ") }
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

    /// What an organization is called, folded.
    static func phrases(of organization: Organization) -> [String] {
        Array(Set(names(of: organization).map(skeleton))).filter { $0.count > 2 }.sorted()
    }

    /// Those of them that are one short word of capitals.
    static func capitals(of organization: Organization) -> Set<String> {
        Set(names(of: organization).filter(isCapitals).map(skeleton)).filter { $0.count > 2 }
    }

    /// The words of capitals in a text, folded.
    static func capitals(in text: String) -> Set<String> {
        Set(text.split { !$0.isLetter && $0 != "-" }.map(String.init).filter(isCapitals).map(skeleton))
    }

    /// Its names, whole and without the words in brackets, and capitals in brackets by themselves.
    private static func names(of organization: Organization) -> [String] {
        organization.allNames.flatMap { name -> [String] in
            guard let open = name.firstIndex(of: "("), let close = name[open...].firstIndex(of: ")") else {
                return [name]
            }
            let inner = String(name[name.index(after: open)..<close])
            let isShort = inner.count > 2 && inner.allSatisfy { $0.isUppercase || $0 == "-" }
            let outer = name[..<open]
            return [name, String(outer.last == " " ? outer.dropLast() : outer)] + (isShort ? [inner] : [])
        }
    }

    /// Two to eight capitals or dashes.
    private static func isCapitals(_ word: String) -> Bool {
        (2...8).contains(word.count) && word.allSatisfy { $0.isUppercase || $0 == "-" }
    }

    /// Whether the whole name stands in the text as words of its own, be it a single one. In a search for mentions a hit too many
    /// does no harm.
    public static func names(_ contact: Contact, standIn text: String) -> Bool {
        let name = skeleton(contact.name)
        return !name.isEmpty && TextReadings(text).all.contains { " \(skeleton($0)) ".contains(" \(name) ") }
    }

    private static let withheld = "[withheld: names another person]"

    /// The last digits by which a number is known however they are grouped; `nil` where there are fewer than seven.
    static func number(in address: some StringProtocol) -> [UInt8]? {
        let digits = digits(of: address)
        return digits.count >= numberLengths.lowerBound ? Array(digits.suffix(numberLengths.upperBound)) : nil
    }

    /// How many last digits a number is known by.
    static let numberLengths = 7...8

    /// The values of all digits, of any script.
    static func digits(of text: some StringProtocol) -> [UInt8] { text.unicodeScalars.compactMap(digit) }

    /// Runs of digits with nothing between them but what people put into numbers: spaces, dashes, dots, brackets, and what cannot be seen.
    static func numbers(in text: String) -> [[UInt8]] {
        var runs: [[UInt8]] = [[]]
        for scalar in text.unicodeScalars {
            if let digit = digit(scalar) {
                runs[runs.count - 1].append(digit)
            } else if runs.last?.isEmpty == false, !isWithinNumbers(scalar) {
                runs.append([])
            }
        }
        return runs
    }

    private static func isWithinNumbers(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.value < 0x80 { return scalar.value < 0x7F && scalar.value > 0x1F && !scalar.properties.isAlphabetic }
        switch scalar.properties.generalCategory {
        case .dashPunctuation, .spaceSeparator, .format, .otherPunctuation, .openPunctuation, .closePunctuation,
            .connectorPunctuation, .nonspacingMark, .enclosingMark:
            return true
        default: return scalar.value == 0x2212
        }
    }

    private static func digit(_ scalar: Unicode.Scalar) -> UInt8? {
        if scalar.value < 0x80 { return (0x30...0x39).contains(scalar.value) ? UInt8(scalar.value - 0x30) : nil }
        guard let type = scalar.properties.numericType, let value = scalar.properties.numericValue else { return nil }
        // Han digits are numbers of another type.
        guard type != .numeric || Folding.isDense(scalar) else { return nil }
        return UInt8(exactly: value).flatMap { $0 < 10 ? $0 : nil }
    }

    static let particles: Set<String> = [
        "da", "das", "de", "del", "der", "di", "do", "dos", "du", "el", "la", "las", "le", "los", "van", "von", "y",
        "e", "al", "bin", "ben", "ibn",
    ]

    /// The words of a name, without case and accents.
    public static func words(of name: String) -> [String] { fold(name).split(separator: " ").map(String.init) }

    /// What is written before a name and is none of it, in the languages of most lists.
    static let honorifics: Set<String> = [
        "lic", "licda", "licenciado", "licenciada", "licdo", "dr", "dra", "doctor", "doctora", "doutor", "doutora",
        "docteur",
        "ing", "ingeniero", "ingeniera", "arq", "abg", "abog", "abogado", "abogada", "mtro", "mtra", "prof", "profa",
        "professor", "professora", "profesor", "profesora", "professeur", "sr", "sra", "srta", "senor", "senora", "don",
        "dona", "mr", "mrs", "ms", "miss", "mx", "sir", "dame", "mme", "mlle", "monsieur", "madame", "maitre", "me",
        "rev",
        "reverendo", "padre", "pastor", "hno", "hna", "fr", "hon", "amb", "embajador", "embajadora", "ambassador",
    ]

    /// The words of a name without what is written before it; all of them where it would leave fewer than two.
    static func bareNameWords(of name: String) -> [String] {
        let words = nameWords(of: name), bare = words.filter { !honorifics.contains($0) }
        return bare.count > 1 ? bare : words
    }

    /// The words of a name, where a letter that looks like one of ASCII is that one.
    public static func nameWords(of name: String) -> [String] { skeleton(name).split(separator: " ").map(String.init) }

    /// A text without case, accents and width, with its signs and spaces where they are.
    public static func plain(_ text: String) -> String { Folding.text(text) }

    /// Words without accents, parted by single spaces.
    static func fold(_ text: String) -> String { Folding.words(in: text) }

    /// The same, where a letter that looks like one of ASCII is that one.
    static func skeleton(_ text: String) -> String { Folding.words(in: text, matchingLookalikes: true) }
}
