/// Who came to a convening, and at what level the mission was there. It is kept with the minutes.
public struct Attendance: Hashable, Sendable, Codable {
    /// Who came; empty where no list may be kept.
    public var people: [Contact.ID]
    /// How many came of each sector.
    public var counts: [Sector: Int]
    /// The highest level on the mission's side.
    public var level: ActionLevel?
    /// Where it took place, where that is outside the capital.
    public var outsideCapital: String?

    public init(
        people: [Contact.ID] = [], counts: [Sector: Int] = [:], level: ActionLevel? = nil, outsideCapital: String? = nil
    ) {
        self.people = people
        self.counts = counts
        self.level = level
        self.outsideCapital = outsideCapital
    }

    /// - Throws: `Problem.notAllowed` where people are listed of a convening that keeps no list.
    public func check(_ attribution: Attribution) throws {
        guard attribution == .onRecord || people.isEmpty else {
            throw Problem(
                .notAllowed, at: "attendance", "lists people, but the convening is \(attribution.rawValue)",
                remedy: "Give numbers instead, as in --count civil-society=12.")
        }
    }
}
