/// Pairs of records that look like one person. Only those are compared that share something few others have, so that a long list does not
/// take its square of time.
public struct LikenessSearch: Sendable {
    public struct Pair: Sendable {
        public let first: Contact
        public let second: Contact
        public let likeness: Likeness
    }

    /// What more people share than that tells nobody apart.
    private static let most = 200
    /// By how many of the pairs of names that a person has in common with others they are compared: the rarest.
    private static let names = 2

    private let people: [Contact]

    public init(_ people: [Contact]) { self.people = people }

    /// The most alike first.
    /// - Parameter progress: told how many people are through, of how many.
    public func pairs(_ progress: (Int, Int) -> Void) -> [Pair] {
        var words = LikenessWords()
        let features = people.map { LikenessFeatures($0, &words) }
        let partners = partners()
        var found: [Pair] = []
        for place in people.indices {
            if place.isMultiple(of: 512) { progress(place, people.count) }
            for other in partners[place] {
                let likeness = Likeness(features[place], features[Int(other)], words)
                guard likeness.score >= Likeness.suspicious else { continue }
                found.append(Pair(first: people[place], second: people[Int(other)], likeness: likeness))
            }
        }
        progress(people.count, people.count)
        return found.sorted {
            ($1.likeness.score, $0.first.id, $0.second.id) < ($0.likeness.score, $1.first.id, $1.second.id)
        }
    }

    /// For each person the later ones to compare with.
    private func partners() -> [[Int32]] {
        var numbers: [String: Int32] = [:], blocks: [[Int32]] = []
        let keys = people.enumerated().map { place, contact in
            Likeness.keys(of: contact).map { key -> (number: Int32, isName: Bool) in
                let number = numbers[key] ?? Int32(blocks.count)
                if number == blocks.count {
                    numbers[key] = number
                    blocks.append([])
                }
                blocks[Int(number)].append(Int32(place))
                return (number, key.utf8.first.map { !Array("@#!".utf8).contains($0) } ?? false)
            }
        }
        var partners = Array(repeating: [Int32](), count: people.count)
        for (place, own) in keys.enumerated() {
            let shared = own.filter { 2...Self.most ~= blocks[Int($0.number)].count }
            let names = shared.filter(\.isName).sorted {
                (blocks[Int($0.number)].count, $0.number) < (blocks[Int($1.number)].count, $1.number)
            }
            for key in shared.filter({ !$0.isName }) + names.prefix(Self.names) {
                for other in blocks[Int(key.number)] where other != place {
                    // Kept with the earlier of the two, whichever of them has the key among its rarest.
                    partners[min(place, Int(other))].append(Int32(max(place, Int(other))))
                }
            }
        }
        return partners.map { Array(Set($0)) }
    }
}
