/// How much two records look like one person, from 0 to 100, and why.
public struct Likeness: Hashable, Sendable, Codable {
    /// From this score on two records are shown as suspected duplicates.
    public static let suspicious = 45

    public let score: Int
    public let reasons: [String]

    public init(_ left: Contact, _ right: Contact) {
        var score = 0, reasons: [String] = []
        func add(_ points: Int, _ reason: String) {
            score += points
            reasons.append(reason)
        }
        if let id = left.externalID, id == right.externalID { add(60, "same UID in another program") }
        if !Self.mails(left).isDisjoint(with: Self.mails(right)) { add(50, "same mail address") }
        if !Self.numbers(left).isDisjoint(with: Self.numbers(right)) { add(40, "same number") }
        if let (points, reason) = Self.names(left, right) { add(points, reason) }
        if let name = left.pseudonym, name == right.pseudonym { add(15, "same pseudonym") }
        if let id = left.organization, id == right.organization { add(15, "same organization") }
        if left.country != right.country { add(-15, "different countries") }
        self.score = min(100, max(0, score))
        self.reasons = reasons
    }

    /// Whether a name could be that of a person: the same words in any order, some of them, or others by a letter or an initial; or
    /// the pseudonym.
    public static func isName(_ name: String, of contact: Contact) -> Bool {
        let words = Redaction.nameWords(of: name)
        guard !words.isEmpty else { return false }
        return ([contact.name] + contact.otherNames + [contact.pseudonym].compactMap { $0 }).contains { other in
            let others = Redaction.nameWords(of: other)
            return compare(words, others) != nil || Set(words).isSubset(of: others)
                || (!others.isEmpty && Set(others).isSubset(of: words))
        }
    }

    /// What two records must have one of in common to be worth comparing.
    public static func keys(of contact: Contact) -> Set<String> {
        var keys = Set(mails(contact).map { "@\($0)" }).union(numbers(contact).map { "#\($0)" })
        if let id = contact.externalID { keys.insert("!\(id)") }
        for name in [contact.name] + contact.otherNames {
            let words = Redaction.words(of: name).filter { $0.count > 2 }.prefix(8)
            // Two names in common, or one whole and the beginning of another.
            for (place, word) in words.enumerated() {
                for other in words[(place + 1)...] {
                    let pair = [word, other].sorted()
                    keys.insert("\(pair[0].prefix(4)) \(pair[1].prefix(4))")
                    keys.insert("\(word) \(other.prefix(1))")
                    keys.insert("\(other) \(word.prefix(1))")
                }
            }
        }
        return keys
    }

    private static func mails(_ contact: Contact) -> Set<String> {
        Set(contact.channels.filter { $0.kind == .email }.map { $0.address.lowercased() })
    }

    /// The last eight digits, by which a number is the same with and without its country's code.
    public static func numbers(_ contact: Contact) -> Set<String> { numbers(of: contact.channels) }

    /// The same of some channels.
    public static func numbers(of channels: [SafeChannel]) -> Set<String> {
        Set(
            channels.filter { $0.kind == .phone || $0.kind == .signal }
                .map { String($0.numberAlone.filter(\.isNumber).suffix(8)) }.filter { $0.count >= 7 })
    }

    /// The best of all spellings.
    private static func names(_ left: Contact, _ right: Contact) -> (Int, String)? {
        let mine = ([left.name] + left.otherNames).map(Redaction.words)
        let theirs = ([right.name] + right.otherNames).map(Redaction.words)
        return mine.flatMap { one in theirs.compactMap { compare(one, $0) } }.max { $0.0 < $1.0 }
    }

    private static func compare(_ left: [String], _ right: [String]) -> (Int, String)? {
        guard !left.isEmpty, !right.isEmpty else { return nil }
        if left == right { return (45, "same name") }
        if left.sorted() == right.sorted() { return (45, "same words of a name in another order") }
        let (short, long) = left.count <= right.count ? (left, right) : (right, left)
        guard short.count > 1 else { return nil }
        if pair(short, long, by: ==) { return (35, "one name holds the other") }
        if pair(short, long, by: { NearestChoice.distance($0, $1) <= ($0.count > 3 ? 1 : 0) }) {
            return (30, "names differ by a letter")
        }
        if pair(
            short, long, by: { $0 == $1 || ($0.count == 1 && $1.hasPrefix($0)) || ($1.count == 1 && $0.hasPrefix($1)) })
        {
            return (25, "same name but for an initial")
        }
        return nil
    }

    /// Whether each word of the shorter name has a word of its own in the longer.
    private static func pair(_ short: [String], _ long: [String], by isAlike: (String, String) -> Bool) -> Bool {
        var rest = long
        for word in short {
            guard let place = rest.firstIndex(where: { isAlike(word, $0) }) else { return false }
            rest.remove(at: place)
        }
        return true
    }
}
