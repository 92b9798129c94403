internal import Crypto
internal import FoundationEssentials

/// A link that lets one person answer one invitation until a moment, and nothing else.
public enum AnswerLink {
    /// `INVITATION.REVISION.SECONDS.SIGNATURE`, to be put behind the address of the page.
    /// - Parameters:
    ///   - revision: of the invitation that the link came with; a link of an earlier one answers another time.
    ///   - token: the invitation's own secret.
    ///   - until: seconds since 1970, after which the link is worth nothing.
    public static func ticket(for invitation: String, revision: Int, token: String, until: Int64) -> String {
        let code = Array(code("\(invitation)/\(revision)/\(until)", token)).prefix(16)
        let text = Data(code).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        return "\(invitation).\(revision).\(until).\(text.prefix { $0 != "=" })"
    }

    /// The invitation, the revision and the moment that a ticket names, not yet believed.
    public static func parts(of ticket: String) -> (invitation: String, revision: Int, until: Int64)? {
        let parts = ticket.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0].utf8.count <= 64, let revision = Int(parts[1]), let until = Int64(parts[2])
        else { return nil }
        return (String(parts[0]), revision, until)
    }

    /// Whether the ticket was made with this token and still holds.
    public static func holds(_ ticket: String, token: String, now: Int64) -> Bool {
        guard let (invitation, revision, until) = parts(of: ticket), now < until else { return false }
        let right = Array(self.ticket(for: invitation, revision: revision, token: token, until: until).utf8),
            given = Array(ticket.utf8)
        guard right.count == given.count else { return false }
        // As long for a wrong signature as for the right one.
        return zip(right, given).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func code(_ text: String, _ token: String) -> HMAC<SHA256>.MAC {
        HMAC<SHA256>.authenticationCode(
            for: Array("answer/\(text)".utf8), using: SymmetricKey(data: Array(token.utf8)))
    }
}
