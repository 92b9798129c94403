/// A change of what a convening says, apart from its time. What is `nil` stays.
public struct ConveningEditInput: Hashable, Sendable {
    public var title: String?
    public var venue: String?
    public var link: String?
    /// The points of the agenda in one language.
    public var agenda: (language: Language, points: [String])?
    public var placeHours: Int?

    public init(
        title: String? = nil, venue: String? = nil, link: String? = nil,
        agenda: (language: Language, points: [String])? = nil, placeHours: Int? = nil
    ) {
        self.title = title
        self.venue = venue
        self.link = link
        self.agenda = agenda
        self.placeHours = placeHours
    }

    public static func == (left: Self, right: Self) -> Bool {
        left.title == right.title && left.venue == right.venue && left.link == right.link
            && left.agenda?.language == right.agenda?.language && left.agenda?.points == right.agenda?.points
            && left.placeHours == right.placeHours
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(title)
        hasher.combine(venue)
        hasher.combine(link)
    }
}

/// What people have to be told of an edit, by RFC 5546 section 2.1.4 and the house's rule of asking again.
public enum Consequence: Hashable, Sendable {
    /// Nothing that was sent says otherwise.
    case nothing
    /// A new text under the same revision; answers hold.
    case notice
    /// A new revision; everyone is asked for a new reply.
    case askAgain
}

extension Convening {
    /// Changes what it says.
    /// - Throws: `Problem.badData` for unsafe text, `Problem.notAllowed` once it is over or called off.
    public mutating func edit(_ edit: ConveningEditInput, now: Instant) throws -> Consequence {
        guard state != .closed, state != .cancelled else { throw ended("be changed") }
        var copy = self
        if let title = edit.title { copy.title = try SafeText.title(title, field: "title") }
        if let venue = edit.venue { copy.venue = venue.isEmpty ? nil : try SafeText.title(venue, field: "venue") }
        if let link = edit.link { copy.link = link.isEmpty ? nil : try Self.checked(link: link) }
        if let hours = edit.placeHours { try copy.tellPlace(hours) }
        if let agenda = edit.agenda {
            guard agenda.points.count <= 50 else {
                throw Problem(.badData, at: "agenda", "has more than 50 points", remedy: "Shorten it.")
            }
            copy.agenda[agenda.language.rawValue] = try agenda.points.map { try SafeText.title($0, field: "agenda") }
        }
        guard copy != self else { return .nothing }
        copy.revisedAt = now
        let hasMoved = copy.venue != venue || copy.link != link
        let isSaid = copy.title != title || copy.agenda != agenda
        self = copy
        // The place that a discreet meeting has not told may change without a word; one that was told is told anew.
        if hasMoved, visibility == .discreet, placeToldFor != nil { placeToldFor = nil }
        guard state == .invited, visibility == .open else { return .nothing }
        guard hasMoved else { return isSaid ? .notice : .nothing }
        sequence = latestSequence + 1
        changed = changed?.map { OccurrenceChange(day: $0.day, span: $0.span, sequence: sequence) }
        return .askAgain
    }

    /// Says how long before a discreet meeting its place is told; only before that is of use.
    public mutating func tellPlace(_ hours: Int) throws {
        guard (1...168).contains(hours) else {
            throw Problem(
                .usage, "the venue is sent 1 to 168 hours before", remedy: "Give a number of hours in that range.")
        }
        guard visibility == .discreet else {
            throw Problem(
                .usage, at: "place-hours",
                "is for discreet convenings: where one is \(visibility.rawValue), the venue is sent at once or never",
                remedy: "Plan a discreet convening for that.")
        }
        placeHours = hours
    }

    /// Makes it a series before anyone is invited.
    public mutating func repeats(_ recurrence: Recurrence) throws {
        guard state == .draft || state == .booked else { throw ended("become a series") }
        self.recurrence = recurrence
    }

    /// Makes it last whole days before anyone is invited.
    public mutating func lastsDays(_ count: Int) throws {
        guard (1...30).contains(count), state == .draft else {
            throw Problem(.usage, "a meeting of whole days lasts 1 to 30", remedy: "Give a number in that range.")
        }
        wholeDays = count
    }

    static func checked(link: String) throws -> String {
        _ = try SafeText.title(link, field: "link")
        let isPlain = link.utf8.allSatisfy { $0 > 32 && $0 < 127 && !"\"<>\\^`{|}".utf8.contains($0) }
        guard link.hasPrefix("https://"), isPlain, link.utf8.count > 8 else {
            throw Problem(
                .badData, at: "link", "is not an address that begins with https://",
                remedy: "Give the address to join by, without spaces or quotes.")
        }
        return link
    }
}

extension Convening {
    /// Moves one meeting of a series, or calls it off where `span` is `nil`. Only that meeting gets a new revision.
    /// - Parameter day: the day that the rule gives it, which the caller has looked up.
    public mutating func change(_ day: CalendarDay, to span: TimeSpan?, now: Instant) throws {
        guard state == .booked || state == .invited else { throw ended("change one of its meetings") }
        if let span, span.start <= now {
            throw Problem(
                .usage, at: id.text, "cannot meet at \(span.start), which is past", remedy: "Choose a later time.")
        }
        let old = changes.first { $0.day == day }
        guard old.map({ $0.span != span }) ?? true else {
            throw Problem(.usage, at: id.text, "already has that on \(day)", remedy: "Nothing was sent.")
        }
        if let old, old.span == nil {
            throw Problem(
                .notAllowed, at: id.text, "has called off its meeting of \(day)",
                remedy: "Plan a meeting of its own for that day.")
        }
        let number = state == .invited ? max(old?.sequence ?? sequence, sequence) + 1 : sequence
        changed = (changes.filter { $0.day != day } + [OccurrenceChange(day: day, span: span, sequence: number)])
            .sorted { $0.day < $1.day }
        revisedAt = now
    }
}
