/// A standing set of people: chosen one by one, or whoever fits a question.
public struct Group: Hashable, Sendable, Codable {
    public typealias ID = Identifier<Group>

    public let id: ID
    public var name: String
    /// The question that decides who belongs; `nil` where members are chosen.
    public var query: DirectoryQuery?

    public init(id: ID, name: String, query: DirectoryQuery? = nil) {
        self.id = id
        self.name = name
        self.query = query
    }
}

/// One stay of a person in a group.
public struct Membership: Hashable, Sendable, Codable {
    public let contact: Contact.ID
    /// The first day.
    public let joined: CalendarDay
    /// The day from which the person no longer belongs.
    public let left: CalendarDay?

    public init(contact: Contact.ID, joined: CalendarDay, left: CalendarDay?) {
        self.contact = contact
        self.joined = joined
        self.left = left
    }

    public func holds(on day: CalendarDay) -> Bool { joined <= day && (left.map { day < $0 } ?? true) }
}
