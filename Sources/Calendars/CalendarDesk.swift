internal import CLibical
public import Coordination
public import Zones

/// Writes and reads calendar messages. libical keeps state that is not safe to share, so one desk does all of it.
public actor CalendarDesk {
    private var writer: EventWriter

    public init(zones: ZoneData) {
        convoke_ical_set_quiet()
        writer = EventWriter(zones: zones)
    }

    /// The bytes of one message: CRLF, folded at 75 octets, UTF-8.
    public func write(_ message: EventMessage) throws -> [UInt8] {
        try writer.write([message], method: message.method)
    }

    /// A calendar of several events without attendees (METHOD:PUBLISH).
    public func publish(_ messages: [EventMessage]) throws -> [UInt8] {
        try writer.write(messages, method: .publish)
    }

    /// Reads an answer out of untrusted bytes.
    /// - Parameter sender: the mail's From, where it came by mail.
    public func read(_ bytes: [UInt8], from sender: EmailAddress?) throws -> Reply {
        try ReplyReader.read(bytes, from: sender)
    }
}
