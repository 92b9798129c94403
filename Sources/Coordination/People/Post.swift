/// An embassy or mission, with those who are, were or will be designated there for human rights.
public struct Post: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Post>

    public let id: ID
    /// For example "Embassy of Belgium in Tegucigalpa".
    public var name: String
    /// What it is called in other languages, with its article where it has one.
    public var names: [String: String]?
    /// Where it stands.
    public var country: CountryCode
    public var street: String?
    public var website: String?
    public var designations: [Designation]
    /// Where the facts come from.
    public var source: String

    public init(
        id: ID, name: String, names: [String: String]? = nil, country: CountryCode, street: String? = nil,
        website: String? = nil,
        designations: [Designation] = [], source: String
    ) {
        self.id = id
        self.name = name
        self.names = names
        self.country = country
        self.street = street
        self.website = website
        self.designations = designations
        self.source = source
    }

    /// What it is called in a language, as it is written down.
    public func name(in language: Language) -> String { names?[language.rawValue] ?? name }

    /// Who is designated on a day, officers before deputies.
    public func designated(on day: CalendarDay) -> [Designation] {
        designations.filter { $0.holds(on: day) }.sorted {
            ($0.role == .deputy ? 1 : 0, $0.since) < ($1.role == .deputy ? 1 : 0, $1.since)
        }
    }

    /// Designates someone. A new officer ends the time of the one before; one from the same day takes that one's place.
    /// - Throws: `Problem.badData` for days in the wrong order.
    public mutating func designate(_ new: Designation) throws {
        if let until = new.until, until < new.since {
            throw Problem(.badData, at: id.text, "the designation ends before it begins", remedy: "Exchange the days.")
        }
        guard !designations.contains(new) else {
            throw Problem(.badData, at: id.text, "has this designation already", remedy: "Nothing needs to be done.")
        }
        // The same office from the same day is a mended one.
        if let place = designations.firstIndex(where: {
            $0.role == new.role && $0.since == new.since && new.role == .officer
        }) {
            designations[place] = new
            return
        }
        if new.role == .officer {
            for index in designations.indices where designations[index].role == .officer {
                let old = designations[index]
                guard old.until.map({ new.since <= $0 }) ?? true else { continue }
                guard old.since < new.since else {
                    throw Problem(
                        .badData, at: id.text, "has an officer designated from \(old.since)",
                        remedy: "Begin the new designation on a later day.")
                }
                designations[index].until = new.since.adding(days: -1)
            }
        }
        designations.append(new)
    }
}
