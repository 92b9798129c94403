public import Coordination

/// What a mail from outside comes down to.
public struct ReceivedMail: Sendable {
    public enum Trace: Sendable {
        /// A server took it in (RFC 5321 section 4.4).
        case received
        /// What a server found about the sender (RFC 8601).
        case results(String)
    }

    /// How far a machine wrote it (RFC 3834 section 5, RFC 3464).
    public enum Origin: Sendable { case person, program, autoReply, deliveryReport }

    /// The one address in From; `nil` where there is none or there are several.
    public let from: EmailAddress?
    public let messageID: String?
    public let origin: Origin
    /// Every address that the mail says it went to.
    public let recipients: [EmailAddress]
    /// What servers wrote on the way, the last one first.
    public let trace: [Trace]
    /// Messages that it answers or reports on, by their ids.
    public let mentions: [String]
    /// The calendar parts, decoded, in order; parts with the same bytes count once.
    public let calendars: [[UInt8]]

    /// By DMARC, whether From is genuine, as one server says that the mission trusts.
    ///
    /// Its filters may each have written a field; they stand together above what the sender wrote himself, and of several words the
    /// topmost counts but for a `fail`, which always does. The server must take away what comes in under its name (RFC 8601 section 5).
    public func authentication(by server: String?) -> ReplyOrigin.Authentication {
        // Whoever says so, and be it without a name: a forgery is not let through because its finder is unknown.
        let isFailed = trace.contains { entry in
            guard case .results(let field) = entry else { return false }
            return field.lowercased().filter { !$0.isWhitespace }.contains("dmarc=fail")
        }
        if isFailed { return .fail }
        guard let server, let from else { return .none }
        var isOwn = false, passed: Bool?
        for entry in trace {
            // Below the next hop's word stands what came from outside.
            guard case .results(let field) = entry else { if isOwn { break } else { continue } }
            // What does not end as it should was meant to mislead.
            guard let results = AuthenticationResults(field) else { return .fail }
            guard results.server == server.lowercased() else { continue }
            isOwn = true
            guard let dmarc = results.dmarc else {
                if results.hasDMARC { return .fail }
                continue
            }
            let isPass = dmarc.result == "pass"
            if dmarc.result == "fail" || (isPass && dmarc.domain != from.domain.lowercased()) { return .fail }
            passed = passed ?? isPass
        }
        if passed == true { return .pass }
        return .none
    }
}
