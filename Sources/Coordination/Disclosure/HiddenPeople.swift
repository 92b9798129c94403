/// People who must not be disclosed, arranged so that a text is searched for all of them at once.
///
/// What is found is what `Redaction.firstDisclosed` finds; ten thousand mails are searched for ten thousand people in the time
/// that it takes to read the mails.
public struct HiddenPeople: Sendable {
    private let contacts: [Contact]
    /// Two words of a name side by side, either first.
    private var pairs: [String: [Int]] = [:]
    /// Names that are searched for as they are, by their first word.
    private var phrases: [String: [(words: [String], person: Int)]] = [:]
    private var dense: [(name: String, person: Int)] = []
    private var addresses: [String: [Int]] = [:]
    /// The last digits of numbers, by how many they are.
    private var numbers: [Int: [[UInt8]: [Int]]] = [:]

    public init(_ contacts: [Contact]) {
        self.contacts = contacts
        for (index, contact) in contacts.enumerated() {
            for name in [contact.name] + contact.otherNames { add(name: name, of: index) }
            for channel in contact.channels {
                switch channel.kind {
                case .email: addresses[channel.address.lowercased(), default: []].append(index)
                case .signal, .phone:
                    guard let digits = Redaction.number(in: channel.address) else { continue }
                    numbers[digits.count, default: [:]][digits, default: []].append(index)
                case .inPerson: break
                }
            }
        }
    }

    private mutating func add(name: String, of index: Int) {
        switch Redaction.form(of: name) {
        case .pairs(let parts):
            for pair in Set(
                parts.indices.flatMap { first in parts.indices.map { (first, $0) } }.filter { $0 < $1 }
                    .map { "\(parts[$0.0]) \(parts[$0.1])" })
            {
                let words = pair.split(separator: " ")
                pairs[pair, default: []].append(index)
                if words[0] != words[1] { pairs["\(words[1]) \(words[0])", default: []].append(index) }
            }
        case .phrase(let phrase):
            let words = phrase.split(separator: " ").map(String.init)
            if let first = words.first { phrases[first, default: []].append((words, index)) }
        case .dense(let name): dense.append((name, index))
        case .nothing: break
        }
    }

    /// The first person who can be made out in the text, but for those who may be; `nil` where there is none.
    /// - Parameter recipient: whose own name and address may stand there.
    public func firstDisclosed(
        in text: String, except shown: Set<Contact.ID> = [], to recipient: Contact? = nil
    ) -> Contact.ID? {
        let page = FoldedText(text, own: recipient.map { [$0.name] + $0.otherNames } ?? [])
        var found = Int.max
        func isHit(_ index: Int) -> Bool {
            index < found && !shown.contains(contacts[index].id) && contacts[index].id != recipient?.id
        }
        for words in page.spellings {
            for place in words.indices {
                if place + 1 < words.count, let people = pairs["\(words[place]) \(words[place + 1])"] {
                    for index in people where isHit(index) && page.holds(words: "\(words[place]) \(words[place + 1])") {
                        found = index
                    }
                }
                for phrase in phrases[words[place]] ?? [] where isHit(phrase.person) {
                    let end = place + phrase.words.count
                    if end <= words.count, words[place..<end].elementsEqual(phrase.words),
                        page.holds(words: phrase.words.joined(separator: " "))
                    {
                        found = phrase.person
                    }
                }
            }
        }
        for (name, index) in dense where isHit(index) && page.holds(dense: name) { found = index }
        let own = recipient?.email?.folded
        for address in page.addresses where address != own {
            for index in addresses[address] ?? [] where isHit(index) { found = index }
        }
        for digits in numbers.isEmpty ? [] : Redaction.numbers(in: text) {
            for (length, known) in numbers where digits.count >= length {
                for start in 0...(digits.count - length) {
                    for index in known[Array(digits[start..<(start + length)])] ?? [] where isHit(index) {
                        found = index
                    }
                }
            }
        }
        return found == .max ? nil : contacts[found].id
    }
}
