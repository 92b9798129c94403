/// Two instruments about the same case, be they of different mechanisms. What is linked, however far, is one case.
public struct InstrumentLink: Hashable, Sendable, Codable {
    public enum Kind: String, CaseIterable, Sendable, Codable {
        case sameCase = "same-case"
        case petition
        case provisionalMeasures = "provisional-measures"
        case joined
    }

    public let one: Measure.ID
    public let other: Measure.ID
    public let kind: Kind

    /// - Throws: `Problem.usage` where both are one.
    public init(_ one: Measure.ID, _ other: Measure.ID, kind: Kind) throws {
        guard one != other else {
            throw Problem(.usage, at: one.text, "cannot be linked with itself", remedy: "Name two instruments.")
        }
        self.one = min(one, other)
        self.other = max(one, other)
        self.kind = kind
    }

    /// Everything that is linked with one instrument, directly or by others; itself first.
    public static func related(to id: Measure.ID, by links: [InstrumentLink]) -> [Measure.ID] {
        var neighbors: [Measure.ID: [Measure.ID]] = [:]
        for link in links {
            neighbors[link.one, default: []].append(link.other)
            neighbors[link.other, default: []].append(link.one)
        }
        var found = [id], seen: Set<Measure.ID> = [id], place = 0
        while place < found.count {
            for next in (neighbors[found[place]] ?? []).sorted() where seen.insert(next).inserted { found.append(next) }
            place += 1
        }
        return found
    }
}
