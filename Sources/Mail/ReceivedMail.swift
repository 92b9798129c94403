public import Coordination

/// What a mail from outside comes down to.
public struct ReceivedMail: Sendable {
    /// How far a machine wrote it (RFC 3834 section 5, RFC 3464).
    public enum Origin: Sendable { case person, program, autoReply, deliveryReport }

    /// The one address in From; `nil` where there is none or there are several.
    public let from: EmailAddress?
    public let messageID: String?
    public let origin: Origin
    /// Every address that the mail says it went to.
    public let recipients: [EmailAddress]
    /// What servers found about the sender, the last one first (RFC 8601).
    public let authenticationResults: [String]
    /// Messages that it answers or reports on, by their ids.
    public let mentions: [String]
    /// The calendar parts, decoded, in order; parts with the same bytes count once.
    public let calendars: [[UInt8]]

    /// By DMARC, whether From is genuine, as one server says that the mission trusts.
    ///
    /// Only the topmost word of that server counts: it stands above whatever the sender wrote himself (RFC 8601 section 5).
    public func authentication(by server: String?) -> ReplyOrigin.Authentication {
        guard let server, let from else { return .none }
        let parts = authenticationResults.lazy.map(Self.parts).first {
            $0.first?.split(separator: " ").first?.lowercased() == server.lowercased()
        }
        guard let dmarc = parts?.dropFirst().first(where: { $0.lowercased().hasPrefix("dmarc=") }) else { return .none }
        let words = dmarc.lowercased().split(whereSeparator: \.isWhitespace)
        let named = words.first { $0.hasPrefix("header.from=") }?.dropFirst("header.from=".count)
        switch words.first?.dropFirst("dmarc=".count) {
        case "fail": return .fail
        case "pass": return named.map { $0 == from.domain.lowercased() } ?? true ? .pass : .fail
        default: return .none
        }
    }

    /// The parts of the field between semicolons, without the comments.
    private static func parts(_ field: String) -> [Substring] {
        var depth = 0, plain = ""
        for character in field {
            if character == "(" { depth += 1 }
            if depth == 0 { plain.append(character.isNewline ? " " : character) }
            if character == ")" { depth = max(0, depth - 1) }
        }
        return plain.split(separator: ";").map { $0.drop(while: \.isWhitespace) }
    }
}
