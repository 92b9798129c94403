public import Coordination
public import Installation
internal import Storage
internal import Zones

/// How a convening differs from its blueprint in time.
public struct ConveningInput: Hashable, Sendable {
    public var minutes: Int?
    /// Whole days instead of hours.
    public var wholeDays: Int?
    public var recurrence: Recurrence?
    /// How long before a discreet meeting its place is told.
    public var placeHours: Int?

    /// What may be repeated of it.
    public var attribution: Attribution?

    public init(
        minutes: Int? = nil, wholeDays: Int? = nil, recurrence: Recurrence? = nil, placeHours: Int? = nil
    ) {
        self.minutes = minutes
        self.wholeDays = wholeDays
        self.recurrence = recurrence
        self.placeHours = placeHours
    }
}

extension Convenings {
    /// The kinds of convening that are shipped.
    public func blueprints() throws -> [Blueprint] {
        try BlueprintFile.readAll(in: "\(operation.resources.templates)/convenings")
    }

    /// Plans a convening by a blueprint. Nothing is sent.
    /// - Parameters:
    ///   - zone: the zone it is held in; the officer's where `nil`.
    ///   - first: the first day it may take place; by default after the blueprint's notice.
    ///   - last: the last day, inclusive; by default three weeks later.
    public func create(
        blueprint name: String, title: String, zone: ZoneName?, first: CalendarDay?, last: CalendarDay?, venue: String?,
        link: String?, visibility: Visibility?, form: ConveningInput = ConveningInput()
    ) async throws -> ConveningDetails {
        let all = try blueprints()
        guard let blueprint = all.first(where: { $0.id.text == name }) else {
            throw Problem(
                .usage, "there is no blueprint '\(name.prefix(40))'",
                remedy: NearestChoice.remedy(for: name, among: all.map(\.id.text)))
        }
        let zone = zone ?? operation.officer.zone
        _ = try operation.zones.zone(zone)
        if let last, try last < operation.today() {
            throw Problem(.usage, "the window ends on \(last), which is past", remedy: "Give days to come.")
        }
        let first = try first ?? operation.today().adding(days: blueprint.noticeDays)
        var convening = try Convening(
            id: operation.newID("cv"), blueprint: blueprint, title: title, zone: zone, firstDay: first,
            lastDay: last ?? first.adding(days: 21), venue: venue, link: link)
        if let visibility { convening.visibility = visibility }
        convening.attribution = form.attribution ?? convening.attribution
        if let minutes = form.minutes {
            guard (5...1440).contains(minutes) else {
                throw Problem(.usage, "a meeting lasts 5 to 1440 minutes", remedy: "For more, give whole days.")
            }
            convening.minutes = minutes
        }
        if let days = form.wholeDays { try convening.lastsDays(days) }
        if let recurrence = form.recurrence { try convening.repeats(recurrence) }
        if let hours = form.placeHours { try convening.tellPlace(hours) }
        if convening.placeHours != nil {
            let words = [convening.place ?? ""]
            try await operation.gate().check(words: words, hiding: try await operation.hiddenPeople(in: words))
        }
        let made = convening
        try await operation.change { records in
            try records.convenings.insert(made, at: operation.began)
            try records.note(.conveningCreate, made.id.text)
        }
        return ConveningDetails(made)
    }
}
