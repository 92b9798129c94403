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
