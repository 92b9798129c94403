internal import Crypto
internal import FoundationEssentials

/// A link that lets one person answer one invitation until a moment, and nothing else.
public enum AnswerLink {
    /// `INVITATION.SECONDS.SIGNATURE`, to be put behind the address of the page.
    /// - Parameters:
    ///   - token: the invitation's own secret.
    ///   - until: seconds since 1970, after which the link is worth nothing.
    public static func ticket(for invitation: String, token: String, until: Int64) -> String {
        let code = Array(code(invitation, token, until)).prefix(16)
        let text = Data(code).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        return "\(invitation).\(until).\(text.prefix { $0 != "=" })"
    }

    /// The invitation and the moment that a ticket names, not yet believed.
    public static func parts(of ticket: String) -> (invitation: String, until: Int64)? {
        let parts = ticket.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count <= 64, let until = Int64(parts[1]) else { return nil }
        return (String(parts[0]), until)
    }

    /// Whether the ticket was made with this token and still holds.
    public static func holds(_ ticket: String, token: String, now: Int64) -> Bool {
        guard let (invitation, until) = parts(of: ticket), now < until else { return false }
        let right = Array(self.ticket(for: invitation, token: token, until: until).utf8), given = Array(ticket.utf8)
        guard right.count == given.count else { return false }
        // As long for a wrong signature as for the right one.
        return zip(right, given).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func code(_ invitation: String, _ token: String, _ until: Int64) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(
            for: Array("answer/\(invitation)/\(until)".utf8), using: SymmetricKey(data: Array(token.utf8)))
    }
}
