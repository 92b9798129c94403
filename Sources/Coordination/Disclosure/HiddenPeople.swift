/// People who must not be disclosed, arranged so that a text is searched for all of them at once.
///
/// What is found is what `Redaction.firstDisclosed` finds; ten thousand mails are searched for ten thousand people in the time
/// that it takes to read the mails: what many people have in common, such as a name, is looked at once. Everywhere people stand
/// in the order in which they were given.
public struct HiddenPeople: Sendable {
    private let contacts: [Contact]
    /// Organizations that must not be named, either.
    public let organizations: HiddenOrganizations
    /// Two words of a name side by side, either first: by the first, then by the second.
    private var pairs: [String: [String: [Int]]] = [:]
    /// Names that are searched for as they are, by their first word, then by how many words they have, then whole.
    private var phrases: [String: [Int: [[String]: [Int]]]] = [:]
    /// Names without spaces, in the same manner by their letters.
    private var dense: [Character: [Int: [[Character]: [Int]]]] = [:]
    private var addresses: [String: [Int]] = [:]
    /// The last digits of numbers, by how many they are.
    private var numbers: [Int: [[UInt8]: [Int]]] = [:]

    /// Names written as one word, as in links.
    private var joined: [String: [Int]] = [:]

    public init(_ contacts: [Contact], organizations: HiddenOrganizations = HiddenOrganizations([])) {
        self.contacts = contacts
        self.organizations = organizations
        for (index, contact) in contacts.enumerated() {
            for form in Redaction.forms(of: contact) { add(form, of: index) }
            for channel in contact.channels + contact.formerChannels {
                switch channel.kind {
                case .email:
                    for address in Set([channel.address.lowercased(), EmailAddress.base(of: channel.address)]) {
                        addresses[address, default: []].append(index)
                    }
                case .signal, .phone:
                    guard let digits = Redaction.number(in: channel.numberAlone) else { continue }
                    numbers[digits.count, default: [:]][digits, default: []].append(index)
                case .inPerson: break
                }
            }
        }
    }

    private mutating func add(_ form: Redaction.NameForm, of index: Int) {
        switch form {
        case .pairs(let parts):
            for (place, part) in parts.enumerated() {
                for other in parts[(place + 1)...] { add(part, other, of: index) }
            }
            for word in Self.joined(parts) { joined[word, default: []].append(index) }
        case .phrase(let phrase):
            let words = phrase.split(separator: " ").map(String.init)
            if let first = words.first {
                phrases[first, default: [:]][words.count, default: [:]][words, default: []].append(index)
            }
        case .dense(let name):
            let letters = Array(name)
            if let first = letters.first {
                dense[first, default: [:]][letters.count, default: [:]][letters, default: []].append(index)
            }
        }
    }

    private mutating func add(_ one: String, _ other: String, of index: Int) {
        for (first, second) in one == other ? [(one, other)] : [(one, other), (other, one)]
        where pairs[first]?[second]?.last != index {
            pairs[first, default: [:]][second, default: []].append(index)
        }
    }

    /// Two or more parts of a name side by side, and every two of them in the other order, as one word of at least six letters.
    private static func joined(_ parts: [String]) -> Set<String> {
        // An initial alone would make a word of the other name.
        let parts = parts.filter { $0.count > 1 }
        var words: Set<String> = []
        for start in parts.indices {
            for end in parts.indices where end > start {
                words.insert(parts[start...end].joined())
                words.insert(parts[start] + parts[end])
                words.insert(parts[end] + parts[start])
            }
        }
        return words.filter { $0.count > 5 }
    }

    /// The first person who can be made out in the text, but for those who may be; `nil` where there is none.
    /// - Parameter recipient: whose own name and address may stand there.
    public func firstDisclosed(
        in text: String, except shown: Set<Contact.ID> = [], to recipient: Contact? = nil
    ) -> Contact.ID? {
        let folded = FoldedText(text, own: recipient.map { [$0.name, $0.pseudonym ?? ""] + $0.otherNames } ?? [])
        var found = Int.max
        func isHit(_ index: Int) -> Bool {
            index < found && !shown.contains(contacts[index].id) && contacts[index].id != recipient?.id
        }
        /// Several people may have the same name, address or number. If it is in the text, the first of them is found.
        func take(_ people: [Int]?, if stands: @autoclosure () -> Bool = true) {
            guard let index = people?.first(where: isHit), stands() else { return }
            found = index
        }
        for page in folded.pages {
            for words in page.spellings {
                for place in words.indices {
                    let word = words[place]
                    if place + 1 < words.count {
                        take(pairs[word]?[words[place + 1]], if: page.holds(words: words[place..<(place + 2)]))
                    }
                    for (phrase, people) in Self.beginning(at: place, of: words, among: phrases) {
                        take(people, if: page.holds(words: phrase))
                    }
                }
            }
            for word in joinedWords(of: page) { take(joined[word], if: !page.isOwn(joined: word)) }
            let letters = dense.isEmpty ? [] : Array(page.letters)
            for place in letters.indices {
                for (_, people) in Self.beginning(at: place, of: letters, among: dense) { take(people) }
            }
        }
        let own = Set(recipient?.email.map { [$0.folded, EmailAddress.base(of: $0.folded)] } ?? [])
        for address in folded.addresses where !own.contains(address) { take(addresses[address]) }
        for digits in numbers.isEmpty ? [] : Redaction.numbers(in: text) {
            for (length, known) in numbers where digits.count >= length {
                for start in 0...(digits.count - length) { take(known[Array(digits[start..<(start + length)])]) }
            }
        }
        return found == .max ? nil : contacts[found].id
    }

    /// The names that stand at a place, with those who have them.
    private static func beginning<Part: Hashable>(
        at place: Int, of parts: [Part], among names: [Part: [Int: [[Part]: [Int]]]]
    ) -> [([Part], [Int])] {
        (names[parts[place]] ?? [:]).compactMap { count, names in
            guard place + count <= parts.count else { return nil }
            let name = Array(parts[place..<(place + count)])
            return names[name].map { (name, $0) }
        }
    }

    /// Names written as one word begin or end a word of a link.
    private func joinedWords(of page: FoldedPage) -> Set<String> {
        guard !joined.isEmpty else { return [] }
        var words: Set<String> = []
        for word in page.linked where word.count <= FoldedPage.longestLinked {
            for length in stride(from: 6, through: word.count, by: 1) {
                words.insert(String(word.prefix(length)))
                words.insert(String(word.suffix(length)))
            }
        }
        return words
    }
}
