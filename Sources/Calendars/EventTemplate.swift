internal import Coordination

/// A calendar object without what differs from one recipient to the next: built and checked once, filled many times.
public struct EventTemplate: Sendable {
    enum Piece: Sendable {
        case bytes([UInt8])
        case uid, organizer, attendees
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
    /// - Throws: `Problem.badData` for a name that could break out of its place.
    public func bytes(
        uid: String, organizer: EventMessage.Organizer, attendees: [EventMessage.Attendee]
    ) throws -> [UInt8] {
        let identity = "UID:\(ContentLine.escaped(try SafeText.checked(uid, field: "UID")))"
        let host = try Self.line(organizer)
        let guests = try attendees.map { try Self.line($0, method) }
        var result: [UInt8] = []
        result.reserveCapacity(size + guests.count * 160)
        for piece in pieces {
            switch piece {
            case .bytes(let bytes): result.append(contentsOf: bytes)
            case .uid: ContentLine.append(identity, to: &result)
            case .organizer: ContentLine.append(host, to: &result)
            case .attendees: for guest in guests { ContentLine.append(guest, to: &result) }
            }
        }
        return result
    }

    private static func line(_ organizer: EventMessage.Organizer) throws -> String {
        let sentBy = organizer.sentBy.map { ";SENT-BY=\"mailto:\($0)\"" } ?? ""
        return
            "ORGANIZER\(sentBy);CN=\(try ContentLine.parameter(organizer.name, field: "organizer")):mailto:\(organizer.address)"
    }

    private static func line(_ attendee: EventMessage.Attendee, _ method: EventMessage.Method) throws -> String {
        var line = "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=\(attendee.role.rawValue);PARTSTAT=\(attendee.answer.rawValue)"
        if method == .request { line += ";RSVP=TRUE" }
        if let to = attendee.delegatedTo { line += ";DELEGATED-TO=\"mailto:\(to)\"" }
        if let from = attendee.delegatedFrom { line += ";DELEGATED-FROM=\"mailto:\(from)\"" }
        return line + ";CN=\(try ContentLine.parameter(attendee.name, field: "attendee")):mailto:\(attendee.address)"
    }
}
