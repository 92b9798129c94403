/// What likeness looks at in a record, made once a person: numbers that stand for words.
struct LikenessFeatures {
    /// A spelling of the name.
    struct Name {
        /// In the order of the name, 64 at most.
        let words: [Int32]
        let sorted: [Int32]

        init(_ words: [String], _ table: inout LikenessWords) {
            self.words = words.prefix(64).map { table.number(of: $0) }
            sorted = self.words.sorted()
        }
    }

    let names: [Name]
    let mails: [Int32]
    let numbers: [Int32]
    let externalID: Int32?
    let pseudonym: Int32?
    let organization: Int32?
    let country: CountryCode

    init(_ contact: Contact, _ table: inout LikenessWords) {
        names = ([contact.name] + contact.otherNames).map { Name(Redaction.words(of: $0), &table) }
        mails = Likeness.mails(contact).map { table.number(of: $0) }
        numbers = Likeness.numbers(contact).map { table.number(of: $0) }
        externalID = contact.externalID.map { table.number(of: $0) }
        pseudonym = contact.pseudonym.map { table.number(of: $0) }
        organization = contact.organization.map { table.number(of: $0.text) }
        country = contact.country
    }
}

/// Numbers of words, and what they are spelled with.
struct LikenessWords {
    private var known: [String: Int32] = [:]
    private var letters: [[UInt16]] = []
    private var codes: [Character: UInt16] = [:]

    mutating func number(of word: String) -> Int32 {
        if let number = known[word] { return number }
        let number = Int32(letters.count)
        known[word] = number
        letters.append(
            word.map { letter in
                if let code = codes[letter] { return code }
                // No script has so many letters that two would share one in the same pair of names.
                let code = UInt16(truncatingIfNeeded: codes.count)
                codes[letter] = code
                return code
            })
        return number
    }

    /// Whether two words of more than three letters differ by one letter that is another, added or left out.
    func differByALetter(_ one: Int32, _ other: Int32) -> Bool {
        let a = letters[Int(one)], b = letters[Int(other)]
        guard a.count > 3, abs(a.count - b.count) <= 1 else { return false }
        let (short, long) = a.count <= b.count ? (a, b) : (b, a)
        guard let place = short.indices.first(where: { short[$0] != long[$0] }) else { return true }
        return short[(place + (short.count == long.count ? 1 : 0))...] == long[(place + 1)...]
    }

    /// Whether a word is one letter, with which the other begins.
    func isInitial(_ one: Int32, of other: Int32) -> Bool {
        let letter = letters[Int(one)]
        return letter.count == 1 && letters[Int(other)].first == letter[0]
    }
}
