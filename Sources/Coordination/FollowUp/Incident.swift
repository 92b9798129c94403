/// A reprisal or attack, recorded so that patterns show and nobody can be found by it.
public struct Incident: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Incident>

    public enum Kind: String, CaseIterable, Sendable, Codable {
        case killing
        case enforcedDisappearance = "enforced-disappearance"
        case physicalAttack = "physical-attack"
        case sexualViolence = "sexual-violence"
        case arbitraryDetention = "arbitrary-detention"
        case criminalization
        case illTreatment = "ill-treatment"
        case threat, surveillance, raid
        case smearCampaign = "smear-campaign"
        case travelBan = "travel-ban"
        case dismissal
        case fundingRestriction = "funding-restriction"
        case displacement, other
    }

    public enum Perpetrator: String, CaseIterable, Sendable, Codable {
        case police, military
        case otherAuthority = "other-authority"
        case judiciary, company
        case privateSecurity = "private-security"
        case armedGroup = "armed-group"
        case organizedCrime = "organized-crime"
        case `private`, unknown
    }

    public enum Confidence: String, CaseIterable, Sendable, Codable { case confirmed, likely, reported, disputed }

    public let id: ID
    public let kind: Kind
    /// `nil` where only the month is known.
    public let day: CalendarDay?
    public let month: Month
    public let country: CountryCode
    /// A region or a town, never an address.
    public let place: String?
    /// By pseudonym.
    public let people: [String]
    /// How many, where they are more than are named.
    public let count: Int
    public let themes: [String]
    public let perpetrator: Perpetrator
    /// Who reported it; only the mission sees this.
    public let source: String
    public let confidence: Confidence
    /// Whether it answers to a contact with a mission, a mechanism or a meeting.
    public let isReprisal: Bool
    public let note: String?

    /// - Throws: `Problem.usage` for a place that is too exact, or a day outside the month.
    public init(
        id: ID, kind: Kind, day: CalendarDay?, month: Month, country: CountryCode, place: String?, people: [String],
        count: Int?, themes: [String], perpetrator: Perpetrator, source: String, confidence: Confidence,
        isReprisal: Bool, note: String?
    ) throws {
        if let place {
            _ = try SafeText.title(place, field: "place")
            // A house number or coordinates would lead to a door.
            guard !place.contains(where: \.isNumber), place.count <= 60 else {
                throw Problem(
                    .usage, at: "place", "is too exact", remedy: "Give a region or a town, without numbers.")
            }
        }
        for name in people + themes { _ = try SafeText.title(name, field: "people and themes") }
        if let note { _ = try SafeText.body(note, field: "note") }
        guard (max(1, people.count)...1_000_000).contains(count ?? max(1, people.count)) else {
            throw Problem(
                .usage, at: "count", "is less than the people named, or too large",
                remedy: "Leave it out, or correct it.")
        }
        if let day, Month(of: day) != month {
            throw Problem(.usage, at: "\(day)", "is not in \(month)", remedy: "Give one of them.")
        }
        self.id = id
        self.kind = kind
        self.day = day
        self.month = month
        self.country = country
        self.place = place
        self.people = people
        self.count = count ?? max(1, people.count)
        self.themes = themes
        self.perpetrator = perpetrator
        self.source = try SafeText.title(source, field: "source")
        self.confidence = confidence
        self.isReprisal = isReprisal
        self.note = note
    }
}
