/// A link between two entries of the directory, with its time.
public struct Relation: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Relation>

    public enum Kind: String, CaseIterable, Sendable, Codable {
        case memberOf = "member-of"
        case represents
        case advises
        case funds
        case partnerOf = "partner-of"
        case colleagueOf = "colleague-of"
        case familyOf = "family-of"
        /// Someone through whom the other can be reached.
        case goBetweenFor = "go-between-for"
        case interpretsFor = "interprets-for"
        /// Two people who look alike and are not the same; they are not offered as duplicates again.
        case distinctFrom = "distinct-from"
    }

    public let id: ID
    public var kind: Kind
    /// Contact or organization.
    public var from: String
    public var to: String
    /// The first day; `nil` where it is not known.
    public var since: CalendarDay?
    /// The last day.
    public var until: CalendarDay?
    public var note: String?

    public init(
        id: ID, kind: Kind, from: String, to: String, since: CalendarDay? = nil, until: CalendarDay? = nil,
        note: String? = nil
    ) {
        self.id = id
        self.kind = kind
        self.from = from
        self.to = to
        self.since = since
        self.until = until
        self.note = note
    }
}
