/// An office that a person held, or holds, at an organization.
public struct Position: Hashable, Sendable, Codable {
    public var organization: Organization.ID?
    /// What it is called, for example "Coordinator".
    public var title: String?
    /// The first day; `nil` where it is not known.
    public var since: CalendarDay?
    /// The last day.
    public var until: CalendarDay?

    public init(
        organization: Organization.ID?, title: String?, since: CalendarDay? = nil, until: CalendarDay? = nil
    ) {
        self.organization = organization
        self.title = title
        self.since = since
        self.until = until
    }
}

extension Contact {
    /// Ends the present position and begins another.
    /// - Parameter day: the first day of the new one.
    /// - Throws: `Problem.badData` where that day is not after the first of the present one.
    public mutating func move(to organization: Organization.ID?, as title: String?, on day: CalendarDay) throws {
        if let positionSince, day <= positionSince {
            throw Problem(
                .badData, at: id.text, "has held the present position since \(positionSince)",
                remedy: "Give a later day with --on.")
        }
        if self.organization != nil || position != nil {
            otherPositions.append(
                Position(
                    organization: self.organization, title: position, since: positionSince, until: day.adding(days: -1))
            )
        }
        self.organization = organization
        position = title
        positionSince = day
    }
}
