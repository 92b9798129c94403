/// Proposes whom to invite: first what the quorum lacks, then those whose voices were heard least.
public struct Suggestion: Sendable {
    /// People of one organization with one first language, among whom it does not matter who is asked.
    public struct Candidate: Sendable {
        public let organization: Organization.ID?
        public let sector: Sector?
        /// Places in the suggestion's list of values.
        public let values: [Int]
        public let people: Int
        /// How many of them were not invited since the past year began.
        public let fresh: Int

        public init(organization: Organization.ID?, sector: Sector?, values: [Int], people: Int, fresh: Int) {
            self.organization = organization
            self.sector = sector
            self.values = values
            self.people = people
            self.fresh = fresh
        }
    }

    /// One value of one facet, with how often it is found.
    public struct Value: Sendable {
        public let facet: Facet
        public let name: String
        /// People of the directory who may be invited.
        public var directory: Int
        /// People who were invited since the past year began, or are on the list.
        public var invited: Int

        public init(facet: Facet, name: String, directory: Int, invited: Int) {
            self.facet = facet
            self.name = name
            self.directory = directory
            self.invited = invited
        }
    }

    public struct Choice: Sendable {
        /// The candidate's place.
        public let candidate: Int
        public let reasons: [String]
        let isFirstOfOrganization: Bool
    }

    private var values: [Value]
    private let candidates: [Candidate]
    /// How many more people of a sector the quorum needs.
    private var needs: [Sector: Int]
    private var directory: [Facet: Int] = [:]
    private var invited: [Facet: Int] = [:]
    private var taken: [Int]
    private var organizations: Set<Organization.ID>

    /// - Parameters:
    ///   - present: organizations that are on the list already.
    ///   - needs: people of each sector that the list still lacks.
    public init(
        candidates: [Candidate], values: [Value], needs: [Sector: Int], present organizations: Set<Organization.ID> = []
    ) {
        self.candidates = candidates
        self.values = values
        self.needs = needs
        self.organizations = organizations
        taken = Array(repeating: 0, count: candidates.count)
        for value in values {
            directory[value.facet, default: 0] += value.directory
            invited[value.facet, default: 0] += value.invited
        }
    }

    /// The next best, or `nil` when nobody is left.
    public mutating func next() -> Choice? {
        let gaps = values.map(gap)
        var best: (score: Double, place: Int)?
        for (place, candidate) in candidates.enumerated() where taken[place] < candidate.people {
            var score = candidate.values.reduce(0) { $0 + max(0, gaps[$1]) }
            if candidate.fresh > taken[place] { score += 0.25 }
            if let sector = candidate.sector, (needs[sector] ?? 0) > 0 { score += 10 }
            if candidate.organization.map(organizations.contains) ?? false { score -= 4 }
            if score > best?.score ?? -.infinity { best = (score, place) }
        }
        guard let best else { return nil }
        let reasons = reasons(for: best.place, gaps)
        let isFirst = candidates[best.place].organization.map { !organizations.contains($0) } ?? false
        take(best.place)
        return Choice(candidate: best.place, reasons: reasons, isFirstOfOrganization: isFirst)
    }

    /// The person behind a choice may not be invited after all; the next of the same candidate is another.
    public mutating func reject(_ choice: Choice) {
        let candidate = candidates[choice.candidate]
        if let sector = candidate.sector, let need = needs[sector] { needs[sector] = need + 1 }
        if choice.isFirstOfOrganization, let organization = candidate.organization {
            organizations.remove(organization)
        }
        for place in candidate.values {
            values[place].invited -= 1
            invited[values[place].facet, default: 0] -= 1
        }
        taken[choice.candidate] = candidate.people
    }

    private mutating func take(_ place: Int) {
        let candidate = candidates[place]
        taken[place] += 1
        if let organization = candidate.organization { organizations.insert(organization) }
        if let sector = candidate.sector, let need = needs[sector] { needs[sector] = need - 1 }
        for place in candidate.values {
            values[place].invited += 1
            invited[values[place].facet, default: 0] += 1
        }
    }

    /// How much more of the directory than of those invited has a value; more where nobody was invited at all.
    private func gap(_ value: Value) -> Double {
        guard value.facet != .sector, value.name != Facet.unknown else { return 0 }
        let weight = value.facet == .country ? 0.5 : 1
        let missing = share(value.directory, directory[value.facet]) - share(value.invited, invited[value.facet])
        return weight * (missing + (value.invited == 0 && value.directory > 0 ? 0.15 : 0))
    }

    private func share(_ part: Int, _ whole: Int?) -> Double {
        whole.map { $0 > 0 ? Double(part) / Double($0) : 0 } ?? 0
    }

    private func reasons(for place: Int, _ gaps: [Double]) -> [String] {
        let candidate = candidates[place]
        var reasons: [String] = []
        if let sector = candidate.sector, (needs[sector] ?? 0) > 0 {
            reasons.append("the quorum needs \(sector.rawValue)")
        }
        if candidate.fresh > taken[place] { reasons.append("not invited in the past year") }
        let telling = candidate.values.filter { gaps[$0] > 0.02 }.sorted { gaps[$0] > gaps[$1] }.prefix(2)
        for value in telling.map({ values[$0] }) {
            reasons.append(
                value.invited == 0
                    ? "nobody asked or listed yet from \(value.facet.rawValue) \(value.name)"
                    : "\(value.facet.rawValue) \(value.name): \(percent(value.directory, directory[value.facet])) of the directory, \(percent(value.invited, invited[value.facet])) of the invitees"
            )
        }
        return reasons.isEmpty ? ["keeps the list in balance"] : reasons
    }

    private func percent(_ part: Int, _ whole: Int?) -> String { "\(Int((share(part, whole) * 100).rounded()))%" }
}
