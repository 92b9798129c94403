/// How alike the names of two organizations are.
public enum OrganizationLikeness {
    static let suspicious = 75
    private static let small: Set<String> = [
        "of", "the", "for", "and", "de", "del", "la", "las", "los", "el", "y", "e", "para", "por", "en", "des", "du",
        "les", "le", "et",
        "pour", "da", "do", "dos", "das",
    ]

    private static let legal: Set<String> = [
        "sa", "srl", "sl", "ltd", "inc", "llc", "ltda", "cv", "ac", "gmbh", "spa", "plc",
    ]

    /// From 0 to 100: how many of the words that matter both have; a word may be cut short, as `Emb.` of Embassy.
    static func score(_ one: Organization, _ two: Organization) -> Int {
        if let first = one.country, let second = two.country, first != second { return 0 }
        return one.allNames.flatMap { left in two.allNames.map { score(words(of: left), words(of: $0)) } }.max() ?? 0
    }

    private static func words(of name: String) -> [String] {
        // `S. A.` is `SA`.
        let words = Redaction.words(of: name).reduce(into: [String]()) { all, word in
            if word.count == 1, let last = all.last, last.count == 1 || Self.legal.contains(last + word) {
                all[all.count - 1] += word
            } else {
                all.append(word)
            }
        }.filter { !Self.legal.contains($0) }
        let rest = words.filter { !small.contains($0) }
        return rest.isEmpty ? words : rest
    }

    private static func score(_ one: [String], _ two: [String]) -> Int {
        guard !one.isEmpty, !two.isEmpty else { return 0 }
        var rest = two, common = 0
        for word in one {
            if let place = rest.firstIndex(where: { isAlike(word, $0) }) {
                rest.remove(at: place)
                common += 1
            }
        }
        return common * 100 / max(one.count, two.count)
    }

    private static func isAlike(_ one: String, _ two: String) -> Bool {
        if one == two { return true }
        let short = one.count < two.count ? one : two, long = one.count < two.count ? two : one
        return (short.count > 2 && long.hasPrefix(short))
            || (short.count > 4 && NearestChoice.distance(one, two) <= max(1, short.count / 6))
    }

    /// Those whose names look like that of a new one, the most alike first.
    public static func alike(_ new: Organization, among all: [Organization]) -> [(Organization, Int)] {
        all.map { ($0, score(new, $0)) }.filter { $0.0.id != new.id && $0.1 >= suspicious }
            .sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }
    }

    /// Pairs that look like one, the most alike first. A word that very many share tells none apart.
    public static func pairs(_ all: [Organization]) -> [(Organization, Organization, Int)] {
        var blocks: [String: [Int]] = [:]
        for (place, organization) in all.enumerated() {
            for word in Set(organization.allNames.flatMap { words(of: $0) }) {
                blocks[String(word.prefix(3)), default: []].append(place)
            }
        }
        var seen: Set<[Int]> = [], found: [(Organization, Organization, Int)] = []
        for block in blocks.values where block.count <= 200 {
            for (index, one) in block.enumerated() {
                for two in block[(index + 1)...]
                where one != two && seen.insert([min(one, two), max(one, two)]).inserted {
                    let score = score(all[one], all[two])
                    if score >= suspicious { found.append((all[one], all[two], score)) }
                }
            }
        }
        return found.sorted { ($1.2, $0.0.id, $0.1.id) < ($0.2, $1.0.id, $1.1.id) }
    }
}
