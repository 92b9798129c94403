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
    /// Who sent it for From, by the field Sender.
    public let sender: EmailAddress?
    public let messageID: String?
    public let origin: Origin
    /// Every address that the mail says it went to.
    public let recipients: [EmailAddress]
    /// What servers wrote on the way, the last one first.
    public let trace: [Trace]
    /// Messages that it answers or reports on, by their ids.
    public let mentions: [String]
    /// Whom a delivery report says was not reached.
    public let failed: [EmailAddress]
    /// The calendar parts, decoded, in order; parts with the same bytes count once.
    public let calendars: [[UInt8]]
    /// The METHODs that the parts' types name, in capitals (RFC 6047 section 2.4).
    public let methods: Set<String>
    /// What two programs may read differently.
    public let oddity: Reply.Oddity?

    /// By DMARC, whether From is genuine, as one of the servers says that the mission trusts; `unnamed` stands for one that does not say its
    /// name, as some providers' do not.
    ///
    /// Its filters may each have written a field; they stand together above what the sender wrote himself, and of several words the
    /// topmost counts but for a `fail`, which always does. The server must take away what comes in under its name (RFC 8601 section 5).
    public func authentication(by servers: [String]) -> ReplyOrigin.Authentication {
        // Whoever says so, and be it without a name: a forgery is not let through because its finder is unknown.
        let isFailed = trace.contains { entry in
            guard case .results(let field) = entry else { return false }
            return field.lowercased().filter { !$0.isWhitespace }.contains("dmarc=fail")
        }
        if isFailed { return .fail }
        guard let from else { return .none }
        var passed: Bool?
        for field in words(of: servers) {
            // What does not end as it should was meant to mislead.
            guard let results = AuthenticationResults(field) else { return .fail }
            guard let dmarc = results.dmarc else {
                if results.hasDMARC { return .fail }
                continue
            }
            let isPass = dmarc.result == "pass"
            if dmarc.result == "fail" || (isPass && dmarc.domain != from.domain.lowercased()) { return .fail }
            passed = passed ?? isPass
        }
        return passed == true ? .pass : .none
    }

    /// Whether one of the servers said anything about the sender.
    public func isChecked(by servers: [String]) -> Bool { !words(of: servers).isEmpty }

    /// What the first of the servers wrote that speaks; fields that cannot be read among them.
    private func words(of servers: [String]) -> [String] {
        let names = Set(servers.map { $0.lowercased() })
        guard !names.isEmpty else { return [] }
        var found: [String] = [], speaker: String?
        for (place, entry) in trace.enumerated() {
            // Below the next hop's word stands what came from outside.
            guard case .results(let field) = entry else { if found.isEmpty { continue } else { break } }
            let results = AuthenticationResults(field)
            // What no server took in after that, it did not write.
            let isWithin = trace[(place + 1)...].contains { if case .received = $0 { true } else { false } }
            // One without a name is the server's own only on top of all, for no server takes such fields away.
            let isTop = !trace[..<place].contains { if case .results = $0 { true } else { false } }
            let isOwn =
                results.map { $0.server.map(names.contains) ?? (names.contains("unnamed") && isWithin && isTop) }
                ?? true
            guard isOwn else { continue }
            // Another name that is trusted, too, may be the sender's own writing below the first.
            let name = results.map { $0.server ?? "unnamed" }
            if let speaker, let name, speaker != name { continue }
            speaker = speaker ?? name
            found.append(field)
        }
        return found
    }
}
