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
        for field in authenticationResults {
            // What does not end as it should was meant to mislead.
            guard let results = AuthenticationResults(field) else { return .fail }
            guard results.server == server.lowercased() else { continue }
            guard let dmarc = results.dmarc else { return results.hasDMARC ? .fail : .none }
            switch dmarc.result {
            case "pass": return dmarc.domain == from.domain.lowercased() ? .pass : .fail
            case "fail": return .fail
            default: return .none
            }
        }
        return .none
    }
}
