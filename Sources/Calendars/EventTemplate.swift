public import Coordination

/// A calendar object without what differs from one recipient to the next: built and checked once, filled many times.
public struct EventTemplate: Sendable {
    enum Piece: Sendable {
        case bytes([UInt8])
        case uid, organizer
        /// Of the meeting that the rule gives this day; of a series or a single event where there is none.
        case attendees(CalendarDay?)
    }

    let pieces: [Piece]
    let method: EventMessage.Method
    private let size: Int

    init(pieces: [Piece], method: EventMessage.Method) {
        self.pieces = pieces
        self.method = method
        size = pieces.reduce(400) { sum, piece in if case .bytes(let bytes) = piece { sum + bytes.count } else { sum } }
    }

    /// The whole object for one recipient: CRLF, folded at 75 octets, UTF-8.
    /// - Parameter attendees: whom it lists for a meeting of a series, by the day that the rule gives it, or for the whole.
    /// - Throws: `Problem.badData` for a name that could break out of its place.
    public func bytes(
        uid: String, organizer: EventMessage.Organizer, attendees: (CalendarDay?) -> [EventMessage.Attendee]
    ) throws -> [UInt8] {
        try SafeText.checked(uid, field: "UID")
        var result: [UInt8] = []
        result.reserveCapacity(size)
        for piece in pieces {
            switch piece {
            case .bytes(let bytes): result.append(contentsOf: bytes)
            case .uid: ContentLine.append("UID:" + ContentLine.escaped(uid), to: &result)
            case .organizer: try Self.append(organizer, to: &result)
            case .attendees(let day): for attendee in attendees(day) { try Self.append(attendee, method, to: &result) }
            }
        }
        return result
    }

    /// The same, where every part lists the same people.
    public func bytes(
        uid: String, organizer: EventMessage.Organizer, attendees: [EventMessage.Attendee]
    ) throws -> [UInt8] {
        try bytes(uid: uid, organizer: organizer) { _ in attendees }
    }

    private static func append(_ organizer: EventMessage.Organizer, to bytes: inout [UInt8]) throws {
        let start = bytes.count
        bytes.append(contentsOf: "ORGANIZER".utf8)
        append(organizer.sentBy, as: ";SENT-BY=", to: &bytes)
        bytes.append(contentsOf: ";CN=".utf8)
        bytes.append(contentsOf: try ContentLine.parameter(organizer.name, field: "organizer").utf8)
        bytes.append(contentsOf: ":mailto:".utf8)
        bytes.append(contentsOf: organizer.address.rawValue.utf8)
        ContentLine.end(&bytes, from: start)
    }

    private static func append(
        _ attendee: EventMessage.Attendee, _ method: EventMessage.Method, to bytes: inout [UInt8]
    ) throws {
        let start = bytes.count
        bytes.append(contentsOf: "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=".utf8)
        bytes.append(contentsOf: attendee.role.rawValue.utf8)
        bytes.append(contentsOf: ";PARTSTAT=".utf8)
        bytes.append(contentsOf: attendee.answer.rawValue.utf8)
        if method == .request { bytes.append(contentsOf: ";RSVP=TRUE".utf8) }
        append(attendee.delegatedTo, as: ";DELEGATED-TO=", to: &bytes)
        append(attendee.delegatedFrom, as: ";DELEGATED-FROM=", to: &bytes)
        bytes.append(contentsOf: ";CN=".utf8)
        bytes.append(contentsOf: try ContentLine.parameter(attendee.name, field: "attendee").utf8)
        bytes.append(contentsOf: ":mailto:".utf8)
        bytes.append(contentsOf: attendee.address.rawValue.utf8)
        ContentLine.end(&bytes, from: start)
    }

    private static func append(_ address: EmailAddress?, as name: String, to bytes: inout [UInt8]) {
        if let address { bytes.append(contentsOf: "\(name)\"mailto:\(address)\"".utf8) }
    }
}
