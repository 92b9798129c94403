/// The public designation of one person at a post. All of it is meant to be published.
public struct Designation: Hashable, Sendable, Codable {
    public enum Role: String, CaseIterable, Sendable, Codable {
        case officer, deputy
    }

    public var role: Role
    /// The name as it is published.
    public var name: String
    public var address: EmailAddress
    public var phone: String?
    public var languages: [Language]
    public var since: CalendarDay
    /// The last day; `nil` while it has no end.
    public var until: CalendarDay?

    public init(
        role: Role, name: String, address: EmailAddress, phone: String? = nil, languages: [Language] = [],
        since: CalendarDay, until: CalendarDay? = nil
    ) {
        self.role = role
        self.name = name
        self.address = address
        self.phone = phone
        self.languages = languages
        self.since = since
        self.until = until
    }

    public func holds(on day: CalendarDay) -> Bool { since <= day && (until.map { day <= $0 } ?? true) }
}
