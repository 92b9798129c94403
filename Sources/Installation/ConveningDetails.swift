public import Coordination

/// A convening, as the fronts show one: without what the program keeps to itself, such as what was announced to whom.
public struct ConveningDetails: View {
    public let id: Convening.ID
    public let blueprint: Blueprint.ID
    /// The working title; only an open convening sends it out.
    public let title: String
    /// The neutral title by language.
    public let titles: [String: String]
    public let agenda: [String: [String]]
    public let zone: ZoneName
    /// The first and the last day on which it may take place, inclusive, in its zone.
    public let firstDay: CalendarDay
    public let lastDay: CalendarDay
    public let minutes: Int
    public let venue: String?
    public let link: String?
    public let visibility: Visibility
    public let attribution: Attribution
    public let tlp: TLP
    public let quorum: Quorum
    public let span: TimeSpan?
    public let state: Convening.State
    /// RFC 5545 section 3.8.7.4: the revision of what was sent; of a series, of its rule.
    public let sequence: Int
    /// How it repeats; `nil` for a single meeting.
    public let recurrence: Recurrence?
    /// A meeting of whole days, and of how many.
    public let wholeDays: Int?
    /// How long before a discreet meeting its place is told to those who come; `nil` where it never is in writing.
    public let placeHours: Int?
    /// When its content last changed: a calendar that is made twice of the same content is the same bytes.
    public let revisedAt: Instant?

    package init(_ convening: Convening) {
        id = convening.id
        blueprint = convening.blueprint
        title = convening.title
        titles = convening.titles
        agenda = convening.agenda
        zone = convening.zone
        firstDay = convening.firstDay
        lastDay = convening.lastDay
        minutes = convening.minutes
        venue = convening.venue
        link = convening.link
        visibility = convening.visibility
        attribution = convening.attribution
        tlp = convening.tlp
        quorum = convening.quorum
        span = convening.span
        state = convening.state
        sequence = convening.sequence
        recurrence = convening.recurrence
        wholeDays = convening.wholeDays
        placeHours = convening.placeHours
        revisedAt = convening.revisedAt
    }

    /// Where it is, for people to read.
    public var place: String? {
        let parts = [venue, link].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}
