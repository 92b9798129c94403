/// How much two records look like one person, from 0 to 100, and why.
public struct Likeness: Hashable, Sendable, Codable {
    /// From this score on two records are shown as suspected duplicates.
    public static let suspicious = 45

    public let score: Int
    public let reasons: [String]

    public init(_ left: Contact, _ right: Contact) {
        var words = LikenessWords()
        let one = LikenessFeatures(left, &words), other = LikenessFeatures(right, &words)
        self.init(one, other, words)
    }

    init(_ left: LikenessFeatures, _ right: LikenessFeatures, _ words: LikenessWords) {
        var score = 0, reasons: [String] = []
        func add(_ points: Int, _ reason: String) {
            score += points
            reasons.append(reason)
        }
        if let id = left.externalID, id == right.externalID { add(60, "same UID in another program") }
        if left.mails.contains(where: right.mails.contains) { add(50, "same mail address") }
        if left.numbers.contains(where: right.numbers.contains) { add(40, "same number") }
        if let (points, reason) = Self.names(left, right, words) { add(points, reason) }
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
        var table = LikenessWords()
        let wanted = LikenessFeatures.Name(words, &table)
        return ([contact.name] + contact.otherNames + [contact.pseudonym].compactMap { $0 }).contains { other in
            let others = Redaction.nameWords(of: other)
            return compare(wanted, .init(others, &table), table) != nil || Set(words).isSubset(of: others)
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

    static func mails(_ contact: Contact) -> Set<String> {
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
    private static func names(
        _ left: LikenessFeatures, _ right: LikenessFeatures, _ words: LikenessWords
    ) -> (Int, String)? {
        var best: (Int, String)?
        for one in left.names {
            for other in right.names {
                guard let found = compare(one, other, words), found.0 > best?.0 ?? 0 else { continue }
                best = found
            }
        }
        return best
    }

    private static func compare(
        _ left: LikenessFeatures.Name, _ right: LikenessFeatures.Name, _ words: LikenessWords
    ) -> (Int, String)? {
        guard !left.words.isEmpty, !right.words.isEmpty else { return nil }
        if left.words == right.words { return (45, "same name") }
        if left.sorted == right.sorted { return (45, "same words of a name in another order") }
        let (short, long) =
            left.words.count <= right.words.count ? (left.words, right.words) : (right.words, left.words)
        guard short.count > 1 else { return nil }
        if pair(short, long, by: ==) { return (35, "one name holds the other") }
        if pair(short, long, by: { $0 == $1 || words.differByALetter($0, $1) }) {
            return (30, "names differ by a letter")
        }
        if pair(short, long, by: { $0 == $1 || words.isInitial($0, of: $1) || words.isInitial($1, of: $0) }) {
            return (25, "same name but for an initial")
        }
        return nil
    }

    /// Whether each word of the shorter name has a word of its own in the longer.
    private static func pair(_ short: [Int32], _ long: [Int32], by isAlike: (Int32, Int32) -> Bool) -> Bool {
        // Names have a few words, so the taken ones fit into the bits of a number.
        var taken: UInt64 = 0
        for word in short {
            guard
                let place = long.indices.first(where: {
                    taken & (1 << UInt64($0)) == 0 && isAlike(word, long[$0])
                })
            else { return false }
            taken |= 1 << UInt64(place)
        }
        return true
    }
}
