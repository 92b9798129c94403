/// What may name a person without being the name that is searched for: a first name or a surname alone, a pseudonym of one word, a
/// spelling near to it, the name in another alphabet, or words of the person's organization.
///
/// It cannot be decided by a program, so it stops nothing: what it finds is shown, and a person confirms that the words may go out.
public struct NearNames: Sendable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case part, pseudonym, spelling, alphabet, organization

        public var meaning: String {
            switch self {
            case .part: "a part of the name"
            case .pseudonym: "the pseudonym"
            case .spelling: "like a part of the name"
            case .alphabet: "a part of the name in another alphabet"
            case .organization: "words of the organization"
            }
        }
    }

    public struct Finding: Hashable, Sendable, Codable {
        /// As it is written in the text.
        public let word: String
        public let contact: Contact.ID
        public let kind: Kind
    }

    /// A part of a name.
    private struct Part: Sendable {
        let person: Int, kind: Kind, word: String, letters: [Character], script: WordScript, spoken: SpokenWord
    }

    private let contacts: [Contact.ID]
    private var parts: [Part] = []
    private var exact: [String: [Int]] = [:]
    private var organizations: [(person: Int, words: OrganizationWords)] = []
    private let own: Set<String>
    private let latin: @Sendable ([String]) -> [String]

    /// - Parameters:
    ///   - people: with their organizations.
    ///   - own: texts whose words may stand anywhere, such as the officer's name and post.
    ///   - latin: words of any alphabet in letters of ASCII, as near to their sound as may be; as many as are given.
    public init(
        _ people: [(contact: Contact, organization: Organization?)], but own: [String] = [],
        latin: @escaping @Sendable ([String]) -> [String]
    ) {
        contacts = people.map(\.contact.id)
        self.own = Set(own.flatMap { TextWord.all(in: $0).map(\.folded) })
        self.latin = latin
        var words: [(word: TextWord, kind: Kind, person: Int)] = []
        for (place, person) in people.enumerated() {
            for name in [person.contact.name] + person.contact.otherNames {
                words += TextWord.parts(ofName: name).flatMap { [$0] + ($0.withoutArticle.map { [$0] } ?? []) }
                    .map { ($0, .part, place) }
            }
            words += TextWord.all(in: person.contact.pseudonym ?? "").map { ($0, .pseudonym, place) }
            guard let organization = person.organization else { continue }
            organizations.append((place, OrganizationWords(organization, but: self.own)))
        }
        for (entry, spoken) in zip(words, Self.spoken(words.map(\.word), latin)) {
            add(entry.word, spoken, entry.kind, of: entry.person)
        }
    }

    /// How words sound. Those of Latin letters are known by their folding.
    private static func spoken(_ words: [TextWord], _ latin: ([String]) -> [String]) -> [SpokenWord] {
        var foreign = latin(words.filter { $0.script != .latin }.map(\.text))[...]
        return words.map { word in
            SpokenWord(word.script == .latin ? word.folded : (foreign.popFirst() ?? "").lowercased())
        }
    }

    private mutating func add(_ word: TextWord, _ spoken: SpokenWord, _ kind: Kind, of person: Int) {
        let least = word.script.isDense ? 2 : 3
        guard word.folded.count >= least, !Redaction.particles.contains(word.folded),
            !Redaction.honorifics.contains(word.folded), !own.contains(word.folded),
            !(exact[word.folded] ?? []).contains(where: { parts[$0].person == person })
        else { return }
        exact[word.folded, default: []].append(parts.count)
        parts.append(
            Part(
                person: person, kind: kind, word: word.folded, letters: Array(word.folded), script: word.script,
                spoken: spoken))
    }

    /// What is found in texts that leave together, each word and person once. The cost is that of the words of the text that could be
    /// names, times the parts of the people's names.
    /// - Parameter shown: people who may be named.
    public func findings(in texts: [String], except shown: Set<Contact.ID> = []) -> [Finding] {
        guard !parts.isEmpty || !organizations.isEmpty else { return [] }
        var found: [Finding] = []
        func note(_ word: String, _ person: Int, _ kind: Kind) {
            let finding = Finding(word: word, contact: contacts[person], kind: kind)
            let isKnown = found.contains { $0.word == word && $0.contact == finding.contact }
            if !isKnown, !shown.contains(finding.contact) { found.append(finding) }
        }
        for text in texts {
            let words = TextWord.all(in: text)
            // A text all in small letters was typed in haste, and hides no name by that.
            let inHaste = !words.contains(where: \.isCapital)
            for (word, heard) in zip(words, Self.spoken(words, latin)) where !own.contains(word.folded) {
                for (part, kind) in matches(of: word, heard, inHaste: inHaste) {
                    note(word.text, parts[part].person, kind)
                }
            }
            for (person, called) in organizations {
                for word in called.found(in: words, inHaste: inHaste) { note(word, person, .organization) }
            }
        }
        return found
    }

    private func matches(of word: TextWord, _ heard: SpokenWord, inHaste: Bool) -> [(Int, Kind)] {
        if word.script.isDense { return denseMatches(of: word, heard) }
        let count = word.folded.count, isCased = word.script.hasCapitals
        guard !isCased || word.isCapital || inHaste, count >= 3 else { return [] }
        if let places = exact[word.folded] { return places.map { ($0, parts[$0].kind) } }
        guard count >= 4 else { return [] }
        let letters = Array(word.folded)
        return parts.indices.compactMap { place in
            let part = parts[place]
            if part.script == word.script {
                // Letters that Arabic and Hebrew write before a word: and, the, in, to.
                if !word.script.hasCapitals, part.letters.count >= 3, word.folded.hasSuffix(part.word),
                    count - part.letters.count <= 3
                {
                    return (place, part.kind)
                }
                let least = min(count, part.letters.count)
                // The capital at the beginning of a sentence says nothing.
                guard least >= (isCased && word.isFirst ? 6 : 5) else { return nil }
                let limit = least >= (isCased ? 8 : 9) ? 2 : 1
                if SpokenWord.isWithin(limit, letters, part.letters), isCased || letters.first == part.letters.first {
                    return (place, .spelling)
                }
                guard word.script == .latin else { return nil }
                return heard.sounds.count >= 5 && heard == part.spoken ? (place, .spelling) : nil
            }
            return isAlike(heard, part, in: word.script, inHaste: inHaste) ? (place, .alphabet) : nil
        }
    }

    /// Whether a word of one alphabet is a name of another. Where no capital marks a name, fewer differences are let pass.
    private func isAlike(_ heard: SpokenWord, _ part: Part, in script: WordScript, inHaste: Bool) -> Bool {
        let least = min(heard.sounds.count, part.spoken.sounds.count)
        let isMarked = script.hasCapitals && !inHaste
        // Some alphabets leave most vowels out.
        if !part.script.hasVowels || !script.hasVowels {
            let consonants = heard.consonants
            if consonants.count >= (isMarked ? 3 : 4), consonants == part.spoken.consonants { return true }
        }
        guard least >= (isMarked ? 3 : 4) else { return false }
        let limit = isMarked ? (least >= 6 ? 2 : least >= 4 ? 1 : 0) : (least >= 7 ? 2 : least >= 5 ? 1 : 0)
        return heard.isWithin(limit, of: part.spoken)
    }

    /// In scripts without spaces a name stands within a run of letters.
    private func denseMatches(of run: TextWord, _ heard: SpokenWord) -> [(Int, Kind)] {
        let letters = Array(run.folded)
        return parts.indices.compactMap { place in
            let part = parts[place]
            if part.script.isDense, run.folded.contains(part.word) { return (place, part.kind) }
            guard part.script != run.script else {
                guard run.script == .southeast, part.letters.count >= 5 else { return nil }
                return stands(part.letters, in: letters, within: 1) ? (place, .spelling) : nil
            }
            // Of a run that is about as long as a name, as foreign names are written; in a longer one the name must be long.
            let least = min(heard.sounds.count, part.spoken.sounds.count)
            if run.script != .southeast, least >= 4, heard.isWithin(least >= 6 ? 2 : 1, of: part.spoken) {
                return (place, .alphabet)
            }
            guard part.spoken.sounds.count >= 6 else { return nil }
            return stands(part.spoken.sounds, in: heard.sounds, within: 1) ? (place, .alphabet) : nil
        }
    }

    /// Whether letters stand within others, but for a difference.
    private func stands<Sign: Equatable>(_ wanted: [Sign], in letters: [Sign], within limit: Int) -> Bool {
        guard letters.count >= wanted.count - limit else { return false }
        return (0...max(0, letters.count - wanted.count + limit)).contains { start in
            (wanted.count - limit...wanted.count + limit).contains { length in
                start + length <= letters.count
                    && SpokenWord.isWithin(limit, Array(letters[start..<start + length]), wanted)
            }
        }
    }
}
