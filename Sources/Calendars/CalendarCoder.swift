internal import CLibical
public import Coordination
public import Zones

/// Writes and reads calendar objects. libical keeps state that is not safe to share, so one desk does all of it.
public actor CalendarCoder {
    private let writer: EventWriter
    private let zones: ZoneData

    public init(zones: ZoneData) {
        convoke_ical_set_quiet()
        self.zones = zones
        writer = EventWriter(zones: zones)
    }

    /// What all messages of a round have in common, checked; each recipient's is filled from it.
    public func template(_ message: EventMessage) throws -> EventTemplate { try writer.template(message) }

    /// A calendar of events and tasks without attendees (METHOD:PUBLISH).
    public func publish(
        _ events: [(uid: String, message: EventMessage)], todos: [TodoMessage] = [], organizer: EventMessage.Organizer,
        name: String
    ) throws -> [UInt8] {
        try writer.published(events, todos: todos, organizer: organizer, name: name)
    }

    /// One event as a calendar server keeps it: without a METHOD (RFC 4791 section 4.1).
    public func resource(uid: String, _ message: EventMessage, organizer: EventMessage.Organizer) throws -> [UInt8] {
        let bytes = try writer.template(message).bytes(uid: uid, organizer: organizer, attendees: [])
        return CalendarLines(bytes).without("METHOD:", "ORGANIZER")
    }

    /// Reads the answers out of untrusted bytes. What libical keeps of a reading belongs to its thread.
    /// - Returns: none where the METHOD is none that an invitee sends.
    public nonisolated func read(_ bytes: [UInt8]) throws -> [Reply] {
        try ReplyReader.read(bytes) { zones.known($0) != nil }
    }
}
