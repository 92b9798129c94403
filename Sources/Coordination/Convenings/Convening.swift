/// A meeting that the mission convenes, from the first draft to its minutes.
public struct Convening: Hashable, Sendable, Codable, ConfirmedWords {
    public typealias ID = Identifier<Convening>

    public enum State: String, CaseIterable, Sendable, Codable { case draft, booked, invited, closed, cancelled }

    public let id: ID
    public let blueprint: Blueprint.ID
    /// The working title; only an open convening sends it out.
    public var title: String
    /// The neutral title by language.
    public var titles: [String: String]
    public var agenda: [String: [String]]
    public var zone: ZoneName
    /// The first and the last day on which it may take place, inclusive, in its zone.
    public var firstDay: CalendarDay
    public var lastDay: CalendarDay
    public var minutes: Int
    public var venue: String?
    public var link: String?
    public var visibility: Visibility
    public var attribution: Attribution
    public var tlp: TLP
    public var quorum: Quorum
    public private(set) var span: TimeSpan?
    public private(set) var state: State
    /// RFC 5545 section 3.8.7.4: the revision of what was sent; of a series, of its rule.
    public internal(set) var sequence: Int
    /// How it repeats; `nil` for a single meeting.
    public internal(set) var recurrence: Recurrence?
    /// A meeting of whole days, and of how many.
    public internal(set) var wholeDays: Int?
    /// How long before a discreet meeting its place is told to those who come; `nil` where it never is in writing.
    public internal(set) var placeHours: Int?
    /// The start for which the place was told.
    public var placeToldFor: Instant?
    var changed: [OccurrenceChange]?
    /// When its content last changed: a calendar that is made twice of the same content is the same bytes.
    public internal(set) var revisedAt: Instant?
    /// The DTSTAMP of the last mailing. Programs pass over a message of the same revision whose stamp is not later.
    public private(set) var stampedAt: Instant?
    public var announced: Announcement?
    public var confirmed: [String]?

    public init(
        id: ID, blueprint: Blueprint, title: String, zone: ZoneName, firstDay: CalendarDay, lastDay: CalendarDay,
        venue: String? = nil, link: String? = nil
    ) throws {
        guard firstDay <= lastDay, lastDay.number - firstDay.number <= 400 else {
            throw Problem(
                .usage, "the days from \(firstDay) to \(lastDay) cannot be: the last day is before the first",
                remedy: "Give a first day that is not after the last, at most 400 days apart.")
        }
        _ = try SafeText.title(title, field: "title")
        if let venue { _ = try SafeText.title(venue, field: "venue") }
        if let link { _ = try Self.checked(link: link) }
        self.id = id
        self.blueprint = blueprint.id
        self.title = title
        titles = blueprint.titles
        agenda = blueprint.agenda
        self.zone = zone
        self.firstDay = firstDay
        self.lastDay = lastDay
        minutes = blueprint.minutes
        self.venue = venue
        self.link = link
        visibility = blueprint.visibility
        attribution = blueprint.attribution
        tlp = blueprint.tlp
        quorum = blueprint.quorum
        span = nil
        state = .draft
        sequence = 0
        recurrence = nil
        wholeDays = nil
        placeHours = nil
        placeToldFor = nil
        changed = nil
        revisedAt = nil
        stampedAt = nil
        announced = nil
        confirmed = nil
    }

    /// The meetings of a series that were moved or called off, by day.
    public var changes: [OccurrenceChange] { changed ?? [] }

    /// The highest revision of any part of it that was sent.
    public var latestSequence: Int { max(sequence, changes.map(\.sequence).max() ?? 0) }

    /// Where it is, for people to read.
    public var place: String? {
        let parts = [venue, link].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// Whether a person who comes to the next meeting was told its place, so that later messages may say it as well.
    public func isPlaceTold(
        to invitation: Invitation, _ meetings: [Occurrence], _ answers: [OccurrenceAnswer]
    ) -> Bool {
        guard visibility == .discreet, place != nil,
            let told = meetings.first(where: { $0.span.start == placeToldFor && !$0.isCancelled })
        else { return false }
        return [.accepted, .tentative].contains(invitation.state(on: told, answers: answers))
    }

    /// The same under another revision, for a message to one person alone.
    public func revised(_ sequence: Int) -> Convening {
        var copy = self
        copy.sequence = sequence
        return copy
    }

    /// What messages must not say unless it is open: its title, place and link, and the parts of each.
    public var secrets: [String] {
        guard visibility != .open else { return [] }
        let places = (venue ?? "").split(separator: ",").map(String.init)
        let host = link.flatMap { $0.dropFirst(8).split(separator: "/").first.map(String.init) }
        return ([title, venue, link, host] + places).compactMap { $0 }
    }

    /// The title that may stand in a message.
    public func publicTitle(in language: Language) -> String {
        if visibility == .open { return title }
        return titles[language.rawValue] ?? titles[Language.english.rawValue] ?? blueprint.text
    }

    /// The DTSTAMP of what is written now: later, by its seconds, than that of every mailing before (RFC 5545 section 3.8.7.2).
    public func stamp(now: Instant) -> Instant { stampedAt.map { max(now, $0.adding(.seconds(1))) } ?? now }

    /// Notes that a mailing was written.
    public mutating func stamped(now: Instant) { stampedAt = stamp(now: now) }

    /// Fixes the time. A draft stays unsent; once invitations went out this is a new revision of them.
    /// - Throws: `Problem.notAllowed` in a state that has no time to change, or in the past.
    public mutating func book(_ start: Instant, now: Instant) throws {
        guard let span = TimeSpan(start: start, end: start.adding(.seconds(minutes * 60))) else { return }
        try book(span, now: now)
    }

    /// The same for any length: whole days are as long as the clocks make them.
    /// - Parameter calledOff: days of the new plan whose meetings stay called off.
    public mutating func book(_ span: TimeSpan, now: Instant, keeping calledOff: [CalendarDay] = []) throws {
        guard state != .closed, state != .cancelled else { throw ended("be given another time") }
        guard span.start > now else {
            throw Problem(
                .usage, at: id.text, "cannot start at \(span.start), which is past", remedy: "Choose a later time.")
        }
        if state == .invited {
            guard span != self.span else {
                throw Problem(
                    .usage, at: id.text, "already starts then", remedy: "Choose another time; nothing was sent.")
            }
            sequence = latestSequence + 1
            // Another plan has other days, so what was moved is where the plan puts it; what was called off stays so.
            changed =
                calledOff.isEmpty
                ? nil : calledOff.map { OccurrenceChange(day: $0, span: nil, sequence: sequence) }
        } else {
            state = .booked
            changed = nil
        }
        self.span = span
        revisedAt = now
    }

    /// Marks that invitations are out.
    /// - Parameter last: the start of the last meeting of a series.
    public mutating func invite(now: Instant, last: Instant? = nil) throws -> TimeSpan {
        guard let span, state == .booked || state == .invited else {
            guard state == .draft else { throw ended("invite anyone") }
            throw Problem(
                .notAllowed, at: id.text, "has no time yet",
                remedy: "Run \(.conveningTimes, id) and book one first.")
        }
        guard max(last ?? span.start, span.start) > now else {
            throw Problem(
                .notAllowed, at: id.text, "started at \(span.start), which is past", remedy: "Book another time first.")
        }
        state = .invited
        return span
    }

    /// Calls it off. RFC 5546 section 3.2.5: a cancellation is a new revision.
    public mutating func cancel() throws {
        guard state != .closed, state != .cancelled else { throw ended("be cancelled") }
        if state == .invited { sequence = latestSequence + 1 }
        state = .cancelled
    }

    /// Ends it once it has begun.
    /// - Parameter start: its start as the officer's clock shows it.
    public mutating func close(now: Instant, shownAs start: String) throws {
        guard state == .invited || state == .booked, let span else { throw ended("be closed") }
        guard span.start <= now else {
            throw Problem(
                .notAllowed, at: id.text, "has not begun; it starts on \(start)",
                remedy: "Close it afterwards, or call it off with \(.conveningCancel, id).")
        }
        state = .closed
    }

    func ended(_ verb: String) -> Problem {
        let remedy: Remedy =
            switch state {
            case .draft: "Give it a time first, with \(.conveningBook, id)."
            case .booked, .invited: "Look at it with \(.conveningShow, id)."
            case .closed, .cancelled: "Create another convening, or look at this one with \(.conveningShow, id)."
            }
        return Problem(.notAllowed, at: id.text, "is \(state.rawValue) and cannot \(verb)", remedy: remedy)
    }
}
